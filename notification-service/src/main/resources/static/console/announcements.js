import {h} from '../notification-bell/dom.js';

const SOON = 1_000;
const NOW_AND_THEN = 5_000;

/** What somebody has announced since they signed in; leaving the page and coming back does not lose it. */
const announced = new WeakMap();

/** An administrator says something to everybody, or to a role, and sees how far it has come. */
export function announcements({person, texts: {announcements: texts}, say}) {
  const sent = announced.get(person) ?? [];
  announced.set(person, sent);
  const timers = new Set();
  let isThere = true;
  const list = h('ul', {className: 'sent', 'aria-label': texts.list});
  const form = h('form', {
    className: 'fields',
    onsubmit: event => {
      event.preventDefault();
      announce();
    },
  },
  labelled(texts.to, h('select', {name: 'role'}, h('option', {value: ''}, texts.everybody),
    Object.entries(texts.roles).map(([value, name]) => h('option', {value}, name)))),
  labelled(texts.title, h('input', {name: 'title', maxLength: 50})),
  labelled(texts.content, h('textarea', {name: 'content', required: true, maxLength: 1000, rows: 4}), 'wide'),
  labelled(texts.actionUrl, h('input', {name: 'actionUrl', maxLength: 500}), 'wide'),
  h('button', {className: 'primary wide', type: 'submit'}, texts.send));

  async function announce() {
    const button = form.querySelector('button');
    button.disabled = true;
    try {
      const wanted = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
      const {data} = await person.administer('POST', 'announcements', wanted);
      sent.unshift({...data, content: wanted.content, to: texts.roles[wanted.role] ?? texts.everybody});
      form.reset();
      say(texts.sent(data.recipients));
      list.prepend(row(sent[0]));
    } catch (failure) {
      say(failure.message, true);
    } finally {
      button.disabled = false;
    }
  }

  function row({id, recipients, content, to}) {
    const bar = h('progress', {max: Math.max(1, recipients), value: 0, 'aria-label': texts.progress});
    const counts = h('p', {className: 'counts'});
    const show = spread => {
      bar.value = spread.told;
      counts.textContent = texts.counts(spread, recipients);
    };
    show({told: 0, displayed: 0, read: 0});
    follow(id, recipients, show);
    return h('li', {}, h('p', {className: 'line'}, h('b', {}, to)), h('p', {className: 'text'}, content), bar, counts);
  }

  /** Often while it goes out, and then to see who looks at it. */
  async function follow(id, recipients, show) {
    let pause = SOON;
    try {
      const {data} = await person.administer('GET', `announcements/${id}`);
      show(data);
      if (data.told >= recipients) pause = NOW_AND_THEN;
    } catch (failure) {
      pause = NOW_AND_THEN;
      if (isThere) say(failure.message, true);
    }
    if (!isThere) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      follow(id, recipients, show);
    }, pause);
    timers.add(timer);
  }

  list.append(...sent.map(row));
  return {
    element: h('div', {}, form, list),
    leave() {
      isThere = false;
      timers.forEach(clearTimeout);
    },
  };
}

function labelled(label, input, className = '') {
  return h('label', {className}, label, input);
}
