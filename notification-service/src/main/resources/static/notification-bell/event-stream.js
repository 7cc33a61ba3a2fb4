/** The service answered, but not with a stream. The status is unknown (0) where the browser does not tell it. */
export class StreamRefused extends Error {
  constructor(status, retryAfterSeconds = 0) {
    super(`stream refused: ${status || 'unknown status'}`);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const NAMES = [
  'unread-count', 'notification', 'notification-updated', 'read', 'resync', 'heartbeat', 'expiring', 'superseded',
];

/**
 * Opens the stream with a bearer token, for EventSource cannot send one. Ends when the stream does.
 *
 * @param onEvent called with {type, data, id}, id being the last one seen
 */
export async function fetchStream({url, token, signal, onOpen, onEvent}) {
  const response = await fetch(url, {
    headers: {Accept: 'text/event-stream', Authorization: `Bearer ${token}`},
    cache: 'no-store',
    credentials: 'omit',
    signal,
  });
  if (!response.ok || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    throw new StreamRefused(response.status, Number(response.headers.get('Retry-After')) || 0);
  }
  onOpen();
  const parser = new EventStreamParser(onEvent);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    parser.feed(chunk.value);
  }
}

/** Opens the stream with the login cookie. The browser's own reconnecting is not used: it gives up for good at a 401 or 503. */
export function cookieStream({url, signal, onOpen, onEvent}) {
  return new Promise((resolve, reject) => {
    const source = new EventSource(url, {withCredentials: true});
    let opened = false;
    const end = () => source.close();
    signal.addEventListener('abort', () => {
      end();
      resolve();
    });
    source.onopen = () => {
      opened = true;
      onOpen();
    };
    source.onerror = () => {
      end();
      if (opened) resolve();
      else reject(new StreamRefused(0));
    };
    for (const name of NAMES) {
      source.addEventListener(name, event =>
        onEvent({type: event.type, data: event.data, id: event.lastEventId}));
    }
  });
}

/** The event stream format of the HTML standard, as far as it can occur: fields of one line, any line ending, any chunks. */
export class EventStreamParser {
  #rest = '';
  #type = '';
  #data = [];
  #id = '';
  #onEvent;

  constructor(onEvent) {
    this.#onEvent = onEvent;
  }

  feed(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    lines.forEach(line => this.#line(line));
  }

  #line(line) {
    if (line === '') {
      this.#dispatch();
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#type = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
  }

  #dispatch() {
    if (this.#data.length > 0) {
      this.#onEvent({type: this.#type || 'message', data: this.#data.join('\n'), id: this.#id});
    }
    this.#type = '';
    this.#data = [];
  }
}
