const GATHERED = 1_500;
const MOST_AT_ONCE = 200;

/** Tells the service what a screen has shown, many at once. Statistics feed on it; nothing here waits for it. */
export class Receipts {
  #api;
  #told = new Set();
  #waiting = new Map();
  #timer;

  constructor(api) {
    this.#api = api;
  }

  displayed(id) {
    if (this.#told.has(id) || document.visibilityState !== 'visible') return;
    this.#told.add(id);
    this.#waiting.set(id, new Date().toISOString());
    this.#timer ??= setTimeout(() => this.flush(), GATHERED);
  }

  async flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const sent = [...this.#waiting].slice(0, MOST_AT_ONCE);
    if (sent.length === 0) return;
    sent.forEach(([id]) => this.#waiting.delete(id));
    try {
      await this.#api.receipts(sent.map(([id, displayedAt]) => ({id, displayedAt})));
    } catch (failure) {
      this.#keep(failure, sent);
    }
  }

  /** What the service could not take now goes with the next ones; what it does not want is let go. */
  #keep(failure, sent) {
    if (failure.status >= 400 && failure.status < 500 && failure.status !== 429) return;
    sent.forEach(([id, displayedAt]) => this.#waiting.set(id, displayedAt));
    while (this.#waiting.size > MOST_AT_ONCE) this.#waiting.delete(this.#waiting.keys().next().value);
  }
}
