import {h} from './dom.js';
import {icon} from './icons.js';
import {ago} from './texts.js';

/** The list in the panel: rows that can be walked with the arrow keys, more of them while scrolling. */
export class ListView {
  #list;
  #actions;
  #language;
  #rows = new Map();
  #watcher;

  /** @param actions {texts, open(item), markRead(item), archive(item), displayed(id)} */
  constructor(list, actions, language) {
    this.#list = list;
    this.#actions = actions;
    this.#language = language;
    this.items = h('ul', {className: 'items', role: 'list', onkeydown: event => this.#walk(event)});
    this.foot = h('div', {className: 'foot'});
    this.element = h('div', {className: 'scroll'}, this.items, this.foot);
    this.#watcher = new IntersectionObserver(seen => this.#seen(seen), {root: this.element, rootMargin: '0px 0px 200px'});
    this.#watcher.observe(this.foot);
  }

  /** Rows stay the elements they are, so that focus and scrolling stay where they were. */
  render() {
    const rows = new Map();
    for (const item of this.#list.items) {
      const known = this.#rows.get(item.id);
      rows.set(item.id, known && known.item === item ? known : {item, element: this.#row(item)});
    }
    const focused = this.items.getRootNode().activeElement?.closest?.('.item')?.dataset.id;
    const place = focused === undefined ? -1 : [...this.#rows.keys()].indexOf(focused);
    this.#rows = rows;
    this.items.replaceChildren(...[...rows.values()].map(row => row.element));
    if (place >= 0) this.#focus(rows.has(focused) ? [...rows.keys()].indexOf(focused) : place);
    this.#renderFoot();
  }

  focusFirst() {
    this.#focus(0);
  }

  end() {
    this.#watcher.disconnect();
  }

  #row(item) {
    const {texts} = this.#actions;
    const isUnread = item.status === 'SENT';
    const row = h('li', {className: isUnread ? 'item' : 'item read'},
      h('button', {className: 'open', type: 'button', onclick: () => this.#actions.open(item)},
        mark(item),
        h('span', {},
          h('span', {className: 'line'},
            isUnread && h('span', {className: 'fresh'}, h('span', {className: 'unseen'}, texts.isUnread)),
            h('span', {className: 'title'}, item.title),
            item.priority === 'HIGH' && isUnread && h('span', {className: 'urgent'}, texts.isUrgent),
            h('time', {className: 'time', dateTime: item.createdAt}, ago(item.createdAt, this.#language))),
          h('span', {className: 'content'}, item.content))),
      h('div', {className: 'actions'},
        isUnread && this.#action('check', texts.markRead, () => this.#actions.markRead(item)),
        this.#action('archive', texts.archive, () => this.#actions.archive(item))));
    row.dataset.id = item.id;
    this.#watcher.observe(row);
    return row;
  }

  #action(name, label, onclick) {
    return h('button', {className: 'round', type: 'button', title: label, 'aria-label': label, onclick}, icon(name));
  }

  #renderFoot() {
    const {texts} = this.#actions;
    const {items, isLoading, failure, hasMore, isUnreadOnly} = this.#list;
    if (failure) {
      this.foot.replaceChildren(
        h('p', {role: 'alert'}, failure.message || texts.failed),
        h('button', {type: 'button', onclick: () => this.#list.reload()}, texts.retry));
    } else if (items.length === 0 && !isLoading) {
      this.foot.replaceChildren(
        h('div', {className: 'empty'}, icon('bell'), isUnreadOnly ? texts.emptyUnread : texts.empty));
    } else {
      this.foot.replaceChildren(isLoading || hasMore ? texts.loading : '');
    }
  }

  #seen(entries) {
    for (const {isIntersecting, target} of entries) {
      if (!isIntersecting) continue;
      if (target === this.foot) this.#list.more();
      else this.#actions.displayed(target.dataset.id);
    }
  }

  #walk(event) {
    const buttons = [...this.items.querySelectorAll('.open')];
    const at = buttons.findIndex(button => button.closest('.item').contains(event.target));
    const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1}[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.#focus(Math.max(0, to));
    } else if (event.key === 'Delete' && at >= 0) {
      this.#actions.archive(this.#list.items[at]);
    }
  }

  #focus(place) {
    const buttons = this.items.querySelectorAll('.open');
    buttons[Math.min(place, buttons.length - 1)]?.focus();
  }
}

/** The icon on its colour. Set by script, which a Content-Security-Policy that forbids inline styles allows. */
export function mark(item) {
  const element = h('span', {className: 'mark'}, icon(item.icon));
  element.style.setProperty('--mark', /^#[0-9a-f]{3,8}$/i.test(item.color) ? item.color : 'var(--accent)');
  return element;
}
