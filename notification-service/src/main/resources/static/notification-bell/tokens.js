/** What the page gives as tokens: it signs people in, the bell never does. */
export class Tokens {
  #provider;
  #probe;
  #last;

  /**
   * @param provider from {refresh} to a token, or a promise of one; nothing if nobody is signed in
   * @param probe from a token to the HTTP status with which the service answers it
   */
  constructor(provider, probe) {
    this.#provider = provider;
    this.#probe = probe;
  }

  async get({refresh = false} = {}) {
    this.#last = (await this.#provider({refresh})) || undefined;
    return this.#last;
  }

  /** Whether the page has another token than before. */
  async renewed() {
    const before = this.#last;
    const token = await this.get({refresh: true});
    return token !== undefined && token !== before;
  }

  /** What the service thinks of the token, for where the browser hides why a stream was refused. */
  async status() {
    const token = await this.get();
    return token ? this.#probe(token) : 401;
  }
}

/** Whose token it is, so that tabs of one person find each other. It proves nothing: the service looks at the signature. */
export function subject(token) {
  try {
    const payload = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), c => c.charCodeAt(0)))).sub;
  } catch {
    return undefined; // not a JWT: this tab shares with nobody
  }
}
