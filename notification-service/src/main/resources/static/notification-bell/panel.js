import {h} from './dom.js';
import {icon} from './icons.js';
import {ListView} from './list-view.js';
import {PreferencesView} from './preferences-view.js';

/** Not what somebody wants to see who opens the bell the next time. */
const ASIDE = ['SNOOZED', 'ARCHIVED'];

/** What opens under the bell: the list, and behind a button the preferences. */
export class Panel {
  #list;
  #actions;
  #view;
  #markAll;
  #done;
  isShowingPreferences = false;

  /** @param actions those of the list, and {api, language, close(), markAllRead(), reconnect(), changeLocale(locale)} */
  constructor(list, actions) {
    this.#list = list;
    this.#actions = actions;
    const {texts} = actions;
    this.notice = h('div', {className: 'notice', role: 'status', hidden: true});
    this.#done = h('div', {className: 'said done', role: 'status'});
    this.element = h('section', {
      className: 'panel', role: 'dialog', 'aria-label': texts.notifications, tabIndex: -1, hidden: true,
      onkeydown: event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          actions.close();
        }
      },
    });
    this.#markAll = this.#button('check-all', texts.markAllRead, actions.markAllRead);
    this.showList();
  }

  get isOpen() {
    return !this.element.hidden;
  }

  open() {
    this.element.hidden = false;
    this.render();
    this.element.focus({preventScroll: true});
  }

  close() {
    this.element.hidden = true;
    this.say('');
    const isAside = ASIDE.includes(this.#list.status);
    if (isAside) this.#list.show('');
    if (isAside || this.isShowingPreferences) this.showList();
  }

  showList() {
    const {texts} = this.#actions;
    this.isShowingPreferences = false;
    this.#view?.end?.();
    this.#view = new ListView(this.#list, this.#actions, this.#actions.language);
    this.element.replaceChildren(
      h('header', {},
        h('h2', {}, texts.notifications),
        this.#markAll,
        this.#button('settings', texts.settings, () => this.showPreferences()),
        this.#button('close', texts.close, this.#actions.close)),
      h('div', {className: 'tabs', role: 'group', 'aria-label': texts.notifications},
        Object.entries(texts.tabs).map(([status, label]) => this.#tab(label, status))),
      this.notice,
      this.#view.element,
      this.#done);
    this.render();
  }

  showPreferences() {
    const {texts, api, language, changeLocale} = this.#actions;
    this.isShowingPreferences = true;
    this.#view.end?.();
    this.#view = new PreferencesView({api, texts, language, onLocale: changeLocale});
    const back = this.#button('back', texts.back, () => {
      this.showList();
      this.element.focus();
    });
    this.element.replaceChildren(
      h('header', {}, back, h('h2', {}, texts.settings), this.#button('close', texts.close, this.#actions.close)),
      this.#view.element,
      this.#view.said);
    back.focus();
    this.#view.load();
  }

  /** While it is closed, nothing of it need be up to date. */
  render() {
    this.#markAll.disabled = this.#list.unread === 0;
    if (!this.isShowingPreferences && this.isOpen) this.#view.render();
  }

  /** What has become of something, below the list, and to whoever listens rather than looks. */
  say(text) {
    this.#done.textContent = text;
  }

  notify(state) {
    const {texts, reconnect} = this.#actions;
    this.notice.hidden = state === 'open' || state === 'connecting';
    this.notice.replaceChildren(
      h('span', {}, texts.states[state] ?? ''),
      ...(state === 'superseded' || state === 'waiting' || state === 'signed-out'
        ? [h('button', {type: 'button', onclick: reconnect}, texts.reconnect)]
        : []));
  }

  end() {
    this.#view.end?.();
  }

  #tab(label, status) {
    const tab = h('button', {
      type: 'button', 'aria-pressed': String(this.#list.status === status),
      onclick: () => {
        tab.parentElement.childNodes.forEach(each => each.setAttribute('aria-pressed', String(each === tab)));
        this.say('');
        this.#list.show(status);
      },
    }, label);
    return tab;
  }

  #button(name, label, onclick) {
    return h('button', {className: 'round', type: 'button', title: label, 'aria-label': label, onclick}, icon(name));
  }
}
