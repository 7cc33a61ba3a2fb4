import {BellSession} from './bell-session.js';
import {style} from './style.js';

/**
 * A person's notifications, as a bell: docs/notification-bell.md says how to use it.
 *
 * Property: tokenProvider. Attributes: service, stream, user, lang, theme. Methods: open, close, openPreferences, reconnect.
 * Events: notification, notification-open, unread-count, notification-state.
 */
export class NotificationBell extends HTMLElement {
  static observedAttributes = ['lang'];

  #provider;
  #session;
  #language;

  constructor() {
    super();
    this.attachShadow({mode: 'open'}).adoptedStyleSheets = [style];
  }

  /** From {refresh} to the token of whoever is signed in, or a promise of it; nothing if nobody is. */
  get tokenProvider() {
    return this.#provider;
  }

  set tokenProvider(provider) {
    this.#provider = provider;
    this.#language = undefined; // it may be somebody else
    this.#restart();
  }

  connectedCallback() {
    // A property that was set before this class was known hides the accessor.
    if (Object.hasOwn(this, 'tokenProvider')) {
      const provider = this.tokenProvider;
      delete this.tokenProvider;
      this.#provider = provider;
    }
    addEventListener('pagehide', this.#end);
    addEventListener('pageshow', this.#return);
    this.#restart();
  }

  disconnectedCallback() {
    removeEventListener('pagehide', this.#end);
    removeEventListener('pageshow', this.#return);
    this.#end();
  }

  attributeChangedCallback(name, before, now) {
    if (this.#session && before !== now) this.#speak(now);
  }

  open() {
    this.#session?.open();
  }

  close() {
    this.#session?.close();
  }

  openPreferences() {
    this.#session?.openPreferences();
  }

  reconnect() {
    this.#session?.reconnect();
  }

  #restart() {
    this.#end();
    if (!this.isConnected || !this.#provider) return;
    this.#language ??= this.lang || undefined;
    this.#session = new BellSession(this, this.#provider, this.#language, locale => this.#speak(locale));
    this.#session.start();
  }

  /** The person may be choosing it at this moment, and goes on where they were. */
  #speak(locale) {
    const wasChoosing = this.#session?.isShowingPreferences;
    this.#language = locale;
    this.#restart();
    if (wasChoosing) this.openPreferences();
  }

  #end = () => {
    this.#session?.end();
    this.#session = undefined;
  };

  /** The browser kept the page as it was and shows it again. */
  #return = event => {
    if (event.persisted) this.#restart();
  };
}

customElements.get('notification-bell') ?? customElements.define('notification-bell', NotificationBell);
