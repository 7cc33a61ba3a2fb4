import {h} from '../notification-bell/dom.js';
import {mark} from '../notification-bell/mark.js';
import {ago, texts as bellTexts, typeName} from '../notification-bell/texts.js';

const PAGE = 7;
const SETTLED = 300;

/** A person's notifications, to be searched and looked through; new ones appear by themselves. */
export function browse({person, language, texts: {browse: texts}, bell, say}) {
  let page = 1;
  let request = 0;
  let timer;
  const opened = new Set();
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(load, SETTLED);
  };
  const anew = () => {
    page = 1;
    later();
  };
  const search = h('input', {type: 'search', placeholder: texts.searchHint, 'aria-label': texts.search, maxLength: 50, oninput: anew});
  const type = h('select', {'aria-label': texts.type, onchange: anew}, h('option', {value: ''}, texts.allTypes),
    Object.keys(bellTexts(language).types).map(value => h('option', {value}, typeName(value, language))));
  const status = h('select', {'aria-label': texts.status, onchange: anew},
    Object.entries(texts.statuses).map(([value, name]) => h('option', {value}, name)));
  const list = h('ul', {className: 'notifications', 'aria-label': texts.list});
  const pages = h('div', {className: 'pages'});
  const settings = h('button', {className: 'quiet', type: 'button', onclick: () => bell.openPreferences()}, texts.preferences);

  async function load() {
    const mine = ++request;
    const query = new URLSearchParams({page, pageSize: PAGE});
    for (const [name, {value}] of Object.entries({search, type, status})) if (value) query.set(name, value);
    try {
      const {data} = await person.notifications('GET', `?${query}`);
      if (mine === request) render(data);
    } catch (failure) {
      say(failure.message, true);
    }
  }

  function render({items, total, totalPages}) {
    list.replaceChildren(...items.map(row));
    if (items.length === 0) list.replaceChildren(h('li', {className: 'nothing'}, texts.none));
    pages.replaceChildren(
      h('button', {type: 'button', disabled: page <= 1, onclick: () => turn(-1)}, texts.previous),
      h('span', {}, texts.page(page, Math.max(1, totalPages), total)),
      h('button', {type: 'button', disabled: page >= totalPages, onclick: () => turn(1)}, texts.next));
  }

  function turn(by) {
    page += by;
    load();
  }

  function row(item) {
    const why = h('div', {className: 'why'});
    return h('li', {className: item.status === 'SENT' ? 'unread' : ''},
      h('details', {open: opened.has(item.id), ontoggle: event => toggled(event.target.open, item, why)},
        h('summary', {}, mark(item),
          h('span', {},
            h('span', {className: 'line'}, h('b', {}, item.title),
              h('time', {dateTime: item.createdAt}, ago(item.createdAt, language))),
            h('span', {className: 'text'}, item.content))),
        why));
  }

  async function toggled(isOpen, item, why) {
    const {facts} = texts;
    opened[isOpen ? 'add' : 'delete'](item.id);
    if (!isOpen) return;
    try {
      const {data} = await person.notifications('GET', `/${encodeURIComponent(item.id)}/why`);
      why.replaceChildren(definitions({
        [facts.reason]: data.explanation,
        [facts.type]: typeName(item.type, language),
        [facts.event]: data.event.type,
        [facts.digest]: data.digest && texts.gathered(data.digest.count),
        [facts.happened]: moment(data.timing.event),
        [facts.stored]: texts.later(Math.max(0, Date.parse(data.timing.stored) - Date.parse(data.timing.event))),
        [facts.displayed]: data.timing.displayed && moment(data.timing.displayed),
        [facts.read]: data.timing.read && moment(data.timing.read),
      }));
    } catch (failure) {
      say(failure.message, true);
    }
  }

  function moment(instant) {
    return new Date(instant).toLocaleString(language);
  }

  bell.addEventListener('unread-count', later);
  load();
  return {
    element: h('div', {}, h('div', {className: 'filters'}, search, type, status, settings), list, pages),
    leave() {
      bell.removeEventListener('unread-count', later);
      clearTimeout(timer);
    },
  };
}

/** Those of the facts that there are. */
function definitions(facts) {
  return h('dl', {}, Object.entries(facts).flatMap(([name, value]) => (value ? [h('dt', {}, name), h('dd', {}, value)] : [])));
}
