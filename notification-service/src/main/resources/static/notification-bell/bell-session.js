import {device} from './device.js';
import {h} from './dom.js';
import {icon} from './icons.js';
import {moment} from './later.js';
import {NotificationApi} from './notification-api.js';
import {NotificationList} from './notification-list.js';
import {Panel} from './panel.js';
import {Receipts} from './receipts.js';
import {SharedConnection} from './shared-connection.js';
import {StreamConnection} from './stream-connection.js';
import {texts} from './texts.js';
import {Toasts} from './toasts.js';
import {Tokens, subject} from './tokens.js';

/** Where this file comes from, the service is. */
const HOME = new URL('..', import.meta.url).href;

/** As many as the service takes by their ids. */
const MOST_MARKED = 500;

/** One bell, one person, one language: begins with a token provider and ends with it. */
export class BellSession {
  #bell;
  #texts;
  #tokens;
  #api;
  #list;
  #receipts;
  #panel;
  #toasts;
  #connection;
  #button;
  #badge;
  #dot;
  #state = 'connecting';
  #hasEnded = false;
  #language;
  #changeLocale;

  constructor(bell, provider, language, changeLocale) {
    this.#bell = bell;
    this.#language = language;
    this.#changeLocale = changeLocale;
    this.#texts = texts(language);
    this.#tokens = new Tokens(provider, token => this.#probe(token));
    this.#api = new NotificationApi(this.#home, this.#tokens);
    this.#list = new NotificationList(this.#api);
    this.#receipts = new Receipts(this.#api);
    const actions = {
      texts: this.#texts,
      language,
      api: this.#api,
      changeLocale,
      open: item => this.#openItem(item),
      openList: () => this.open(),
      markRead: item => this.#try(() => this.#markOneRead(item)),
      markUnread: item => this.#try(() => this.#markUnread(item)),
      putOff: (item, until) => this.#try(() => this.#putOff(item, until)),
      markAllRead: () => this.#try(() => this.#markAllRead()),
      archive: item => this.#try(() => this.#archive(item)),
      displayed: id => this.#receipts.displayed(id),
      close: () => this.close(),
      reconnect: () => this.reconnect(),
    };
    this.#panel = new Panel(this.#list, actions);
    this.#toasts = new Toasts(actions);
    this.#badge = h('span', {className: 'badge', 'aria-hidden': 'true', hidden: true});
    this.#dot = h('span', {className: 'dot', hidden: true});
    this.#button = h('button', {
      className: 'bell', type: 'button', 'aria-haspopup': 'dialog', 'aria-expanded': 'false',
      onclick: () => (this.isOpen ? this.close() : this.open()),
    }, icon('bell'), this.#badge, this.#dot);
    bell.shadowRoot.replaceChildren(h('div', {className: 'anchor'}, this.#button, this.#panel.element), this.#toasts.element);
    this.#list.addEventListener('change', () => this.#render());
    this.#render();
  }

  get isOpen() {
    return this.#panel.isOpen;
  }

  get isShowingPreferences() {
    return this.#panel.isShowingPreferences;
  }

  async start() {
    addEventListener('pointerdown', this.#outside);
    addEventListener('pagehide', this.#flush);
    const token = await this.#tokens.get().catch(() => undefined); // the connection asks again, and says so
    if (this.#hasEnded) return;
    const user = this.#bell.getAttribute('user') ?? (token && subject(token)) ?? Math.random();
    this.#connection = new SharedConnection({
      name: `crm-notifications ${this.#home} ${user}`,
      connect: given => new StreamConnection({
        ...given,
        url: `${this.#home}api/notifications/stream`,
        tokens: this.#tokens,
        byCookie: this.#bell.getAttribute('stream') === 'cookie',
      }),
      onEvent: event => this.#take(event),
      onState: state => this.#changed(state),
    });
    this.#connection.join();
  }

  end() {
    this.#hasEnded = true;
    removeEventListener('pointerdown', this.#outside);
    removeEventListener('pagehide', this.#flush);
    this.#flush();
    this.#connection?.leave();
    this.#panel.end();
    this.#toasts.end();
    this.#bell.shadowRoot.replaceChildren();
  }

  open() {
    this.#toasts.clear();
    this.#panel.open();
    this.#button.setAttribute('aria-expanded', 'true');
    if (!this.#list.hasLoaded && !this.#list.isLoading) this.#list.reload();
  }

  close() {
    const hadFocus = this.#panel.element.contains(this.#bell.shadowRoot.activeElement);
    this.#panel.close();
    this.#button.setAttribute('aria-expanded', 'false');
    if (hadFocus) this.#button.focus();
  }

  openPreferences() {
    this.open();
    this.#panel.showPreferences();
  }

  reconnect() {
    this.#connection?.reconnect();
  }

  get #home() {
    const service = this.#bell.getAttribute('service');
    return service ? new URL(service.replace(/\/*$/, '/'), document.baseURI).href : HOME;
  }

  async #probe(token) {
    const answer = await fetch(`${this.#home}api/notifications/unread-count`, {
      headers: {Authorization: `Bearer ${token}`},
      credentials: 'omit',
    });
    return answer.status;
  }

  #take({type, data, id}) {
    const content = JSON.parse(data);
    const handlers = {
      notification: () => this.#arrive(content),
      'notification-updated': () => this.#comeAgain(content),
      'unread-count': () => this.#count(content.count),
      read: () => this.#wasRead(content),
      resync: () => this.#reload(),
    };
    handlers[type]?.(); // heartbeat, expiring and superseded are the connection's affair
    this.#list.reach(id);
  }

  #arrive(notification) {
    this.#list.put(notification);
    this.#say('notification', notification);
    if (!notification.silent && notification.status === 'SENT') this.#popUp(notification);
  }

  /** A digest that has grown interrupts nobody twice; anything else that comes again had been put off until now. */
  #comeAgain(notification) {
    if (!notification.data.members) return this.#arrive(notification);
    this.#list.put(notification);
    this.#toasts.update(notification);
  }

  #popUp(notification) {
    this.#button.classList.remove('ring');
    requestAnimationFrame(() => this.#button.classList.add('ring'));
    if (!this.isOpen) this.#toasts.show(notification);
    if (!this.#connection.leads) return; // one of all tabs makes a noise
    device.chime();
    if (document.visibilityState !== 'visible') device.showOnDesktop(notification, () => this.#openItem(notification));
  }

  #count(count) {
    this.#list.count(count);
    this.#say('unread-count', {count});
  }

  /** Up to which place something was read, only the service can compare; what has come since keeps its pop-up. */
  async #wasRead({ids}) {
    if (ids) this.#list.markRead(ids);
    else await this.#list.reload();
    const read = ids ?? this.#list.items.filter(item => item.status === 'READ').map(item => item.id);
    read.forEach(id => this.#toasts.dismiss(id));
  }

  /** What is no longer unread has been dealt with on another device: nothing need pop up for it here. */
  async #reload() {
    await this.#list.reload();
    if (this.#list.failure) return;
    const unread = new Set(this.#list.items.filter(item => item.status === 'SENT').map(item => item.id));
    this.#toasts.ids.filter(id => !unread.has(id)).forEach(id => this.#toasts.dismiss(id));
  }

  #changed(state) {
    this.#state = state;
    if (state === 'open') this.#catchUp();
    this.#dot.hidden = state === 'open' || state === 'connecting';
    this.#panel.notify(state);
    this.#render();
    this.#say('notification-state', {state});
  }

  /** The stream is attached, so nothing falls between it and the list. What came while it was away pops up now. */
  async #catchUp() {
    const isFirst = !this.#list.hasLoaded;
    const fresh = await this.#list.reload();
    if (isFirst && !this.#language) await this.#learnLanguage();
    if (isFirst || this.#hasEnded || this.#connection.lastEventId) return; // else the stream itself tells what was missed
    fresh.filter(item => item.status === 'SENT' && !item.silent).reverse().forEach(item => this.#popUp(item));
  }

  /** Where the page does not say which, the person's own; Chinese if that cannot be found out. */
  async #learnLanguage() {
    const {locale} = await this.#api.preferences().catch(() => ({}));
    if (locale && locale !== 'zh-CN' && !this.#hasEnded) this.#changeLocale(locale);
  }

  #openItem(item) {
    if (item.status === 'SENT') this.#try(() => this.#markRead([item.id]));
    this.#toasts.dismiss(item.id);
    const goes = this.#say('notification-open', item, {cancelable: true});
    if (goes && item.actionUrl?.startsWith('/') && !item.actionUrl.startsWith('//')) location.assign(item.actionUrl);
  }

  async #markRead(ids) {
    await this.#api.markRead(ids);
    this.#list.markRead(ids);
  }

  /** Up to what this screen knows of, so that nothing that comes at this very moment is taken for read. */
  async #markAllRead() {
    const {upTo, items} = this.#list;
    if (upTo) {
      await this.#api.markAllRead(upTo);
      await this.#list.reload();
      return;
    }
    const shown = items.filter(item => item.status === 'SENT').map(item => item.id).slice(0, MOST_MARKED);
    if (shown.length > 0) await this.#markRead(shown);
  }

  async #markOneRead({id}) {
    await this.#markRead([id]);
    this.#panel.say(this.#texts.done.READ);
  }

  async #markUnread(item) {
    this.#becomes(item, await this.#api.markUnread(item.id));
  }

  async #archive(item) {
    this.#becomes(item, await this.#api.archive(item.id));
  }

  async #putOff(item, until) {
    this.#becomes(item, await this.#api.snooze(item.id, until));
  }

  #becomes(item, {status, snoozedUntil}) {
    this.#list.replace({...item, status, snoozedUntil});
    const {comesBack, done} = this.#texts;
    this.#panel.say(snoozedUntil ? comesBack(moment(snoozedUntil, this.#language)) : done[status]);
  }

  /** What fails is shown where the list says what it lacks. */
  async #try(action) {
    try {
      await action();
    } catch (failure) {
      this.#list.fail(failure);
    }
  }

  #render() {
    const {unread} = this.#list;
    const label = [this.#texts.bell(unread), ...(this.#dot.hidden ? [] : [this.#texts.states[this.#state]])].join(' · ');
    this.#badge.hidden = unread === 0;
    this.#badge.textContent = unread > 99 ? '99+' : String(unread);
    this.#button.setAttribute('aria-label', label);
    this.#button.title = label;
    this.#panel.render();
  }

  #say(name, detail, options) {
    return this.#bell.dispatchEvent(new CustomEvent(name, {detail, bubbles: true, composed: true, ...options}));
  }

  #flush = () => this.#receipts.flush();

  #outside = event => {
    if (this.isOpen && !event.composedPath().includes(this.#bell)) this.close();
  };
}
