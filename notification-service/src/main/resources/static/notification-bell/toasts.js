import {h} from './dom.js';
import {icon} from './icons.js';
import {mark, paint} from './mark.js';

const MOST = 3;
const SHOWN = {HIGH: 12_000, MEDIUM: 7_000, LOW: 5_000};

/** What pops up. A digest that grows changes the toast it has; nobody is interrupted twice for it. */
export class Toasts {
  #actions;
  #shown = new Map();
  #rest = 0;
  #more = h('button', {className: 'rest', type: 'button', hidden: true, onclick: () => this.#actions.openList()});

  /** @param actions {texts, open(item), openList(), displayed(id)} */
  constructor(actions) {
    this.#actions = actions;
    this.element = h('div', {className: 'toasts', role: 'log', 'aria-live': 'polite'}, this.#more);
    this.element.setAttribute('aria-label', actions.texts.notifications);
    document.addEventListener('visibilitychange', this.#wait);
  }

  get ids() {
    return [...this.#shown.keys()];
  }

  show(item) {
    if (this.#shown.has(item.id)) {
      this.update(item);
      return;
    }
    if (this.#shown.size >= MOST) {
      this.#rest++;
      this.#renderRest();
      return;
    }
    const toast = {item, element: h('article', {className: 'toast'})};
    toast.element.addEventListener('mouseenter', () => clearTimeout(toast.timer));
    toast.element.addEventListener('mouseleave', this.#wait);
    toast.element.addEventListener('focusin', () => clearTimeout(toast.timer));
    toast.element.addEventListener('focusout', this.#wait);
    this.#shown.set(item.id, toast);
    this.#fill(toast);
    this.element.insertBefore(toast.element, this.#more);
    this.#wait();
  }

  update(item) {
    const toast = this.#shown.get(item.id);
    if (!toast) return;
    toast.item = item;
    this.#fill(toast);
    this.#wait();
  }

  dismiss(id) {
    const toast = this.#shown.get(id);
    if (!toast) return;
    clearTimeout(toast.timer);
    toast.element.remove();
    this.#shown.delete(id);
    if (this.#shown.size === 0) this.#rest = 0;
    this.#renderRest();
  }

  clear() {
    this.ids.forEach(id => this.dismiss(id));
  }

  end() {
    this.clear();
    document.removeEventListener('visibilitychange', this.#wait);
  }

  #fill({item, element}) {
    const {texts} = this.#actions;
    paint(element, item).replaceChildren(
      mark(item),
      h('button', {className: 'body', type: 'button', onclick: () => this.#open(item)},
        h('span', {className: 'line'},
          h('span', {className: 'title'}, item.title),
          item.priority === 'HIGH' && h('span', {className: 'urgent'}, texts.isUrgent)),
        h('span', {className: 'content'}, item.content)),
      h('button', {
        className: 'round', type: 'button', title: texts.close, 'aria-label': texts.close, onclick: () => this.dismiss(item.id),
      }, icon('close')));
  }

  #open(item) {
    this.dismiss(item.id);
    this.#actions.open(item);
  }

  #renderRest() {
    this.#more.hidden = this.#rest === 0;
    this.#more.textContent = this.#actions.texts.moreToasts(this.#rest);
  }

  /** Time passes only while somebody can see them. */
  #wait = () => {
    for (const [id, toast] of this.#shown) {
      clearTimeout(toast.timer);
      if (document.visibilityState === 'visible') {
        this.#actions.displayed(id);
        toast.timer = setTimeout(() => this.dismiss(id), SHOWN[toast.item.priority] ?? SHOWN.MEDIUM);
      }
    }
  };
}
