/**
 * One connection for all tabs of a person: whoever holds the lock has it and tells the others. Where the browser has no locks
 * (a page that came over plain HTTP from another machine), every tab has its own.
 */
export class SharedConnection {
  #name;
  #connect;
  #onEvent;
  #onState;
  #channel;
  #connection;
  #leaving = new AbortController();
  #state = 'connecting';
  #unread;
  #lastEventId;

  /**
   * @param name the same in all tabs that may share
   * @param connect from {lastEventId, isSuperseded, onEvent, onState} to a connection with run(), stop() and reconnect()
   */
  constructor({name, connect, onEvent, onState}) {
    this.#name = name;
    this.#connect = connect;
    this.#onEvent = onEvent;
    this.#onState = onState;
  }

  get leads() {
    return this.#connection !== undefined;
  }

  get lastEventId() {
    return this.#lastEventId;
  }

  join() {
    if (!navigator.locks) {
      this.#lead();
      return;
    }
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = message => this.#hear(message.data);
    this.#channel.postMessage({kind: 'hello'});
    navigator.locks
      .request(this.#name, {signal: this.#leaving.signal}, () => this.#lead())
      .catch(failure => {
        if (failure.name !== 'AbortError') throw failure;
      });
  }

  leave() {
    this.#leaving.abort();
    this.#connection?.stop();
    this.#channel?.close();
    this.#channel = undefined;
  }

  reconnect() {
    if (this.#connection) this.#connection.reconnect();
    else this.#channel?.postMessage({kind: 'reconnect'});
  }

  /** The lock is held for as long as this runs. */
  #lead() {
    if (this.#leaving.signal.aborted) return undefined;
    this.#connection = this.#connect({
      lastEventId: this.#lastEventId,
      isSuperseded: this.#state === 'superseded',
      onEvent: event => this.#event(event),
      onState: state => this.#changed(state),
    });
    return this.#connection.run();
  }

  #event(event) {
    this.#take(event);
    this.#channel?.postMessage({kind: 'event', event});
  }

  #changed(state) {
    if (state === 'stopped') return;
    this.#state = state;
    this.#onState(state);
    this.#channel?.postMessage({kind: 'state', state});
  }

  #hear(message) {
    if (message.kind === 'event') this.#take(message.event);
    else if (message.kind === 'state') this.#follow(message);
    else if (message.kind === 'reconnect') this.#connection?.reconnect();
    else if (message.kind === 'hello' && this.leads) {
      const {lastEventId} = this;
      this.#channel.postMessage({kind: 'state', state: this.#state, unread: this.#unread, lastEventId});
    }
  }

  /** What a leader says when asked is for whoever has just come; the others know it. */
  #follow({state, unread, lastEventId}) {
    this.#lastEventId ??= lastEventId;
    if (state !== this.#state) {
      this.#state = state;
      this.#onState(state);
    }
    if (unread && !this.#unread) {
      this.#unread = unread;
      this.#onEvent(unread);
    }
  }

  /** An event's id is the place in the stream that it leaves us at, also where it has none of its own. */
  #take(event) {
    this.#lastEventId = event.id;
    if (event.type === 'unread-count') this.#unread = event;
    this.#onEvent(event);
  }
}
