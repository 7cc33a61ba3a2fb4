import {StreamRefused, cookieStream, fetchStream} from './event-stream.js';

/** What the service asks for in the stream's first line; up to half as much again is added, so that not all come at once. */
const FIRST_PAUSE = 3_000;
const LONGEST_PAUSE = 20_000;

/** Two heartbeats and a half: whoever is silent for longer is gone, whatever the network says. */
const LONGEST_SILENCE = 50_000;

/** Too many streams of one person: this one stays away until somebody says otherwise. */
const SUPERSEDED = {state: 'superseded', forGood: true};

/**
 * One stream that is kept open: reopened by hand from where it was, after pauses that grow, with a token of now.
 *
 * States: connecting, open, waiting (for the next attempt), offline, signed-out, superseded, stopped.
 */
export class StreamConnection {
  #url;
  #tokens;
  #byCookie;
  #onEvent;
  #onState;
  #lastEventId;
  #goneEventId;
  #stop = new AbortController();
  #attempt = new AbortController();
  #wake = () => {};
  #hope = () => {};
  #tokenIsOld = false;
  #isEager = false;
  #isSuperseded;

  constructor({url, tokens, byCookie, lastEventId, isSuperseded, onEvent, onState}) {
    this.#url = url;
    this.#tokens = tokens;
    this.#byCookie = byCookie;
    this.#lastEventId = lastEventId;
    this.#isSuperseded = isSuperseded;
    this.#onEvent = onEvent;
    this.#onState = onState;
  }

  async run() {
    addEventListener('online', this.#nudge);
    addEventListener('offline', this.#cut);
    document.addEventListener('visibilitychange', this.#nudge);
    let failures = 0;
    while (!this.#stop.signal.aborted) {
      const failed = await this.#attemptToOpen(failures);
      failures = failed ? failures + 1 : 0;
      if (this.#stop.signal.aborted) break;
      if (this.#isEager) continue;
      this.#onState(failed?.state ?? 'waiting');
      await this.#pause(failed, failures);
    }
    removeEventListener('online', this.#nudge);
    removeEventListener('offline', this.#cut);
    document.removeEventListener('visibilitychange', this.#nudge);
    this.#onState('stopped');
  }

  stop() {
    this.#stop.abort();
    this.#attempt.abort();
    this.#wake();
  }

  /** At once, and with whatever token there is now. */
  reconnect() {
    this.#isSuperseded = false;
    this.#isEager = true;
    this.#attempt.abort();
    this.#wake();
  }

  #cut = () => this.#attempt.abort();

  #nudge = () => {
    if (document.visibilityState === 'visible') this.#hope();
  };

  #attemptToOpen(failures) {
    this.#attempt = new AbortController();
    this.#isEager = false;
    if (this.#isSuperseded) return SUPERSEDED;
    return navigator.onLine ? this.#open(failures) : {state: 'offline'};
  }

  /** Answers how it failed, or nothing if it was open and has ended. */
  async #open(failures) {
    if (failures === 0) this.#onState('connecting');
    let opened = false;
    const silence = watchdog(LONGEST_SILENCE, this.#cut);
    try {
      const open = this.#byCookie ? cookieStream : fetchStream;
      const token = await this.#token();
      await open({
        url: this.#here(),
        token,
        signal: this.#attempt.signal,
        onOpen: () => {
          opened = true;
          this.#tokenIsOld = false;
          this.#onState('open');
        },
        onEvent: event => {
          silence.reset();
          this.#isSuperseded ||= event.type === 'superseded';
          if (event.type === 'expiring') this.#renew();
          this.#onEvent({...event, id: this.#place(event)});
        },
      });
      return this.#isSuperseded ? SUPERSEDED : opened ? undefined : {state: 'waiting'};
    } catch (failure) {
      return this.#understand(failure, opened);
    } finally {
      silence.stop();
      this.#attempt.abort();
    }
  }

  /** A token may have ended while nobody was looking: a fresh one is asked for before anybody is troubled. */
  async #understand(failure, opened) {
    const isUnknown = failure instanceof StreamRefused && failure.status === 0;
    const status = isUnknown ? await this.#tokens.status().catch(() => 0) : failure.status;
    if (status === 401) {
      this.#isEager ||= !this.#tokenIsOld;
      this.#tokenIsOld = true;
      return {state: 'signed-out'};
    }
    return opened ? undefined : {state: 'waiting', atLeast: (failure.retryAfterSeconds ?? 0) * 1000};
  }

  /** Where this event leaves us. After a resync the place before it means nothing, though browsers go on telling it. */
  #place({type, id}) {
    if (type === 'resync') {
      this.#goneEventId = id || this.#lastEventId;
      this.#lastEventId = undefined;
    } else if (id && id !== this.#goneEventId) {
      this.#lastEventId = id;
    }
    return this.#lastEventId;
  }

  #here() {
    const url = new URL(this.#url);
    if (this.#lastEventId) url.searchParams.set('lastEventId', this.#lastEventId);
    return url;
  }

  async #token() {
    const token = await this.#tokens.get({refresh: this.#tokenIsOld});
    if (!token) throw new StreamRefused(401);
    return token;
  }

  /** Moves to a fresh token while the old one still holds; if there is none, the stream ends with the old one. */
  async #renew() {
    if (await this.#tokens.renewed().catch(() => false)) this.reconnect();
  }

  /** Ends early when there is reason to hope; one that was told to stay away ends only when somebody says so. */
  #pause(failed, failures) {
    const grown = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, failures - 1));
    const pause = Math.max(failed?.atLeast ?? 0, grown) * (1 + Math.random() / 2);
    return new Promise(resolve => {
      const timer = failed?.forGood ? undefined : setTimeout(resolve, pause);
      this.#hope = failed?.forGood ? () => {} : () => this.#wake();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function watchdog(patience, bark) {
  let timer = setTimeout(bark, patience);
  return {
    reset() {
      clearTimeout(timer);
      timer = setTimeout(bark, patience);
    },
    stop: () => clearTimeout(timer),
  };
}
