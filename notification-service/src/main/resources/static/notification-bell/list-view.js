import {h} from './dom.js';
import {icon} from './icons.js';
import {laterTimes, moment} from './later.js';
import {mark} from './mark.js';
import {ago} from './texts.js';

/** The list in the panel: rows that can be walked with the arrow keys, more of them while scrolling. */
export class ListView {
  #list;
  #actions;
  #language;
  #rows = new Map();
  #ahead;
  #shown;

  /** @param actions {texts, open(item), markRead(item), markUnread(item), putOff(item, until), archive(item), displayed(id)} */
  constructor(list, actions, language) {
    this.#list = list;
    this.#actions = actions;
    this.#language = language;
    this.items = h('ul', {className: 'items', role: 'list', onkeydown: event => this.#walk(event)});
    this.foot = h('div', {className: 'foot'});
    this.element = h('div', {className: 'scroll'}, this.items, this.foot);
    this.#ahead = this.#watch(() => this.#list.more(), {rootMargin: '0px 0px 200px'});
    this.#shown = this.#watch(row => this.#actions.displayed(row.dataset.id), {threshold: 0.5});
    this.#ahead.observe(this.foot);
  }

  /** Rows stay the elements they are as long as they show the same, so that focus and scrolling stay where they were. */
  render() {
    const rows = new Map();
    for (const item of this.#list.items) {
      const known = this.#rows.get(item.id);
      const face = JSON.stringify([item.status, item.snoozedUntil, item.title, item.content, item.priority, item.icon,
        item.color, item.actionUrl]);
      rows.set(item.id, known?.face === face ? known : {item, face, element: this.#row(item)});
    }
    const focused = this.#focused()?.closest('.item').dataset.id;
    const place = [...this.#rows.keys()].indexOf(focused);
    this.#rows = rows;
    this.#arrange([...rows.values()]);
    if (focused && !this.#focused()) this.#focus(rows.has(focused) ? [...rows.keys()].indexOf(focused) : place);
    this.#renderFoot();
  }

  end() {
    this.#ahead.disconnect();
    this.#shown.disconnect();
  }

  /** Leaves alone what is in its place: an element that is moved while it is being clicked hears of no click. */
  #arrange(rows) {
    const kept = new Set(rows.map(row => row.element));
    [...this.items.children].filter(element => !kept.has(element)).forEach(element => element.remove());
    rows.forEach(({item, element}, at) => {
      element.querySelector('time').textContent = ago(item.createdAt, this.#language);
      const there = this.items.children[at];
      if (there !== element) this.items.insertBefore(element, there ?? null);
    });
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
            h('time', {className: 'time', dateTime: item.createdAt})),
          h('span', {className: 'content'}, item.content),
          item.snoozedUntil && h('span', {className: 'until'}, icon('clock-circle'),
            texts.comesBack(moment(item.snoozedUntil, this.#language))))),
      this.#buttons(item));
    row.dataset.id = item.id;
    this.#shown.observe(row);
    return row;
  }

  #buttons(item) {
    const {texts, markRead, markUnread, archive} = this.#actions;
    const isArchived = item.status === 'ARCHIVED';
    const buttons = h('div', {className: 'actions'},
      item.status === 'SENT'
        ? this.#action('check', texts.markRead, () => markRead(item))
        : this.#action('unread', texts.markUnread, () => markUnread(item)),
      !isArchived && this.#action('clock-circle', texts.later, event => this.#offerTimes(item, buttons, event.currentTarget)),
      !isArchived && this.#action('archive', texts.archive, () => archive(item)));
    return buttons;
  }

  /** In place of the row's buttons, until one is chosen or nothing is wanted. */
  #offerTimes(item, buttons, asked) {
    const {texts, putOff} = this.#actions;
    const usual = [...buttons.childNodes];
    const offer = isOffering => {
      buttons.parentElement.classList.toggle('choosing', isOffering);
      buttons.replaceChildren(...(isOffering ? [times] : usual));
      (isOffering ? times.firstChild : asked).focus();
    };
    const times = h('div', {
      className: 'later', role: 'group', 'aria-label': texts.later,
      onkeydown: event => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        offer(false);
      },
    },
    laterTimes(this.#language).map(({name, at}) => h('button', {type: 'button', onclick: () => putOff(item, at)}, name)),
    this.#action('close', texts.close, () => offer(false)));
    offer(true);
  }

  #action(name, label, onclick) {
    return h('button', {className: 'round', type: 'button', title: label, 'aria-label': label, onclick}, icon(name));
  }

  #renderFoot() {
    const {texts} = this.#actions;
    const {items, isLoading, failure, hasMore, status} = this.#list;
    if (failure) {
      this.foot.replaceChildren(
        h('p', {role: 'alert'}, failure.message || texts.failed),
        h('button', {type: 'button', onclick: () => this.#list.reload()}, texts.retry));
    } else if (items.length === 0 && !isLoading) {
      this.foot.replaceChildren(
        h('div', {className: 'empty'}, icon('bell'), texts.none[status]));
    } else {
      this.foot.replaceChildren(isLoading || hasMore ? texts.loading : '');
    }
  }

  #watch(see, {threshold = 0, rootMargin = '0px'}) {
    return new IntersectionObserver(
      entries => entries
        .filter(entry => entry.isIntersecting && entry.intersectionRatio >= threshold)
        .forEach(entry => see(entry.target)),
      {root: this.element, threshold, rootMargin});
  }

  #focused() {
    const element = this.items.getRootNode().activeElement;
    return this.items.contains(element) ? element : undefined;
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

  /** Where nothing is left, on all of it, so that the keyboard is not lost. */
  #focus(place) {
    const buttons = this.items.querySelectorAll('.open');
    (buttons[Math.min(place, buttons.length - 1)] ?? this.element.parentElement)?.focus();
  }
}
