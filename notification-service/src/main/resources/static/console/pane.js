import {h} from '../notification-bell/dom.js';
import '../notification-bell/notification-bell.js';
import {announcements} from './announcements.js';
import {browse} from './browse.js';
import {importing} from './importing.js';
import {newCustomer} from './new-customer.js';
import {ops} from './ops.js';
import {statistics} from './statistics.js';
import {templates} from './templates.js';
import {consoleTexts} from './texts.js';

/** Whom a local run has seeded. */
const PEOPLE = [
  {id: 'manager', name: '王经理', role: 'manager'},
  {id: 'admin', name: '管理员', role: 'admin'},
  {id: 'alice', name: '爱丽丝', role: 'employee'},
  {id: 'bob', name: '鲍勃', role: 'employee'},
];

/** One screen of one person. Whoever signs in here is signed in nowhere else. Its element tells of it: signed-in, signed-out. */
export class Pane {
  #side;
  #crm;
  #isLocal;
  #person;
  #leave = () => {};

  /** @param side left or right: both may be the same person's */
  constructor({side, crm, isLocal}) {
    this.#side = side;
    this.#crm = crm;
    this.#isLocal = isLocal;
    this.element = h('section', {className: 'pane', 'aria-label': consoleTexts().pane.screens[side]});
    this.#askWho();
  }

  get isSignedIn() {
    return this.#person !== undefined;
  }

  signInAs(username) {
    return this.#signIn(username, `crm-local-${username}`);
  }

  async #signIn(username, password) {
    try {
      const person = await this.#crm.signIn(username, password);
      await person.learnLanguage();
      this.#person = person;
      this.#work();
      this.element.dispatchEvent(new Event('signed-in', {bubbles: true}));
    } catch (failure) {
      this.#askWho(failure.message);
    }
  }

  #signOut(reason) {
    this.#person = undefined;
    this.#askWho(reason);
    this.element.dispatchEvent(new Event('signed-out', {bubbles: true}));
  }

  #askWho(problem) {
    this.#leave();
    this.element.removeAttribute('lang');
    const form = h('form', {
      className: 'login',
      onsubmit: event => {
        event.preventDefault();
        this.#signIn(form.elements.username.value, form.elements.password.value);
      },
    },
    h('label', {}, '用户名', h('input', {name: 'username', autocomplete: 'username', required: true, maxLength: 64})),
    h('label', {}, '密码', h('input', {
      name: 'password', type: 'password', autocomplete: 'current-password', required: true, maxLength: 200,
    })),
    h('button', {className: 'primary', type: 'submit'}, '登录'));
    this.element.replaceChildren(h('div', {className: 'who'},
      h('h2', {}, '以谁的身份登录？'),
      problem && h('p', {className: 'problem', role: 'alert'}, problem),
      ...(this.#isLocal ? [this.#people(), h('details', {}, h('summary', {}, '用其他账号登录'), form)] : [form])));
  }

  #people() {
    return h('div', {className: 'people'}, PEOPLE.map(({id, name, role}) =>
      h('button', {type: 'button', onclick: () => this.signInAs(id)},
        avatar(id, name), h('span', {}, h('b', {}, name), h('small', {}, consoleTexts().pane.roles[role])))));
  }

  #work() {
    const person = this.#person;
    const texts = consoleTexts(person.language);
    this.element.lang = person.language;
    const said = h('p', {className: 'said', role: 'status'});
    const bell = h('notification-bell', {tokenProvider: person.token});
    bell.addEventListener('notification-state', ({detail}) => {
      if (detail.state === 'signed-out') this.#signOut(texts.pane.expired);
    });
    bell.addEventListener('notification-open', event => {
      event.preventDefault();
      bell.close();
      say(texts.pane.wouldOpen(event.detail.actionUrl));
    });
    const say = (text, isProblem = false) => {
      said.textContent = text;
      said.classList.toggle('problem', isProblem);
    };
    const views = [
      [texts.newCustomer.tab, newCustomer],
      [texts.browse.tab, browse],
      ...(person.isManager ? [[texts.importing.tab, importing], [texts.statistics.tab, statistics]] : []),
      ...(person.isAdmin ? [
        [texts.templates.tab, templates], [texts.announcements.tab, announcements], [texts.ops.tab, ops],
      ] : []),
    ];
    const content = h('div', {className: 'view'});
    const show = at => {
      this.#leave();
      say('');
      tabs.forEach((tab, each) => tab.setAttribute('aria-pressed', String(each === at)));
      const view = views[at][1]({person, language: person.language, texts, bell, say, isLocal: this.#isLocal});
      this.#leave = view.leave ?? (() => {});
      content.replaceChildren(view.element);
    };
    const tabs = views.map(([name], at) => h('button', {type: 'button', onclick: () => show(at)}, name));
    this.element.replaceChildren(
      h('header', {},
        avatar(person.user.id, person.user.name),
        h('div', {className: 'name'}, h('h2', {}, person.user.name),
          h('small', {}, person.user.roles.map(role => texts.pane.roles[role] ?? role).join(texts.pane.and))),
        bell,
        h('button', {className: 'quiet', type: 'button', onclick: () => this.#signOut()}, texts.pane.signOut)),
      h('nav', {'aria-label': texts.pane.pagesOf(person.user.name, texts.pane.screens[this.#side])}, tabs),
      content,
      said);
    show(person.isManager ? 0 : 1);
  }
}

function avatar(id, name) {
  const element = h('span', {className: 'avatar', 'aria-hidden': 'true'}, name.slice(0, 1));
  const hue = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  element.style.setProperty('--hue', hue);
  return element;
}
