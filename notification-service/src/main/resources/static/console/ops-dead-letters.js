import {h} from '../notification-bell/dom.js';

const PAGE = 5;

/** What could not be understood: why, where it came from, and what to do with it. */
export function deadLetters({person, language, texts: {ops: {deadLetters: texts}}, say}) {
  let page = 1;
  let rows = new Map();
  const state = h('select', {'aria-label': texts.state, onchange: () => turnTo(1)},
    Object.entries(texts.states).map(([value, name]) => h('option', {value}, name)));
  const list = h('ul', {className: 'letters', 'aria-label': texts.title});
  const pages = h('div', {className: 'pages'});

  async function load() {
    await run(async () => {
      const query = new URLSearchParams({page, pageSize: PAGE, ...(state.value ? {state: state.value} : {})});
      const {data: {items, total, totalPages}} = await person.administer('GET', `ops/dead-letters?${query}`);
      show(items);
      pages.replaceChildren(
        h('button', {type: 'button', disabled: page <= 1, onclick: () => turnTo(page - 1)}, texts.previous),
        h('span', {}, texts.page(page, Math.max(1, totalPages), total)),
        h('button', {type: 'button', disabled: page >= totalPages, onclick: () => turnTo(page + 1)}, texts.next));
    });
  }

  /** What is as it was stays as it is: open, and with what was typed into it. */
  function show(letters) {
    rows = new Map(letters.map(letter => {
      const content = JSON.stringify(letter);
      return [content, rows.get(content) ?? row(letter)];
    }));
    const nothing = h('li', {className: 'nothing'}, texts.none);
    list.replaceChildren(...(rows.size > 0 ? rows.values() : [nothing]));
  }

  function turnTo(next) {
    page = next;
    load();
  }

  async function run(action) {
    try {
      await action();
    } catch (failure) {
      say(failure.message, true);
    }
  }

  function row(letter) {
    return h('li', {}, h('details', {},
      h('summary', {},
        h('b', {}, `${texts.kinds[letter.kind]} · ${letter.origin.topic}`),
        h('time', {dateTime: letter.at}, new Date(letter.at).toLocaleString(language)),
        h('span', {className: 'text'}, letter.reason)),
      facts(letter, texts, language),
      h('pre', {tabIndex: 0, 'aria-label': texts.body}, pretty(letter.body)),
      letter.state === 'OPEN' && actions(letter)));
  }

  function actions({id}) {
    const type = h('input', {placeholder: texts.newTypeHint, 'aria-label': texts.newType, maxLength: 200});
    const body = h('textarea', {placeholder: texts.newBodyHint, 'aria-label': texts.newBody, rows: 3});
    const reason = h('input', {placeholder: texts.reason, 'aria-label': texts.reason, maxLength: 200});
    return h('div', {className: 'actions'},
      type, body,
      h('button', {className: 'primary', type: 'button', onclick: () => act(`ops/dead-letters/${id}/redrive`, () => ({
        ...(type.value ? {type: type.value.trim()} : {}),
        ...(body.value.trim() ? {body: JSON.parse(body.value)} : {}),
      }))}, texts.redrive),
      reason,
      h('button', {type: 'button', onclick: () => act(`ops/dead-letters/${id}/discard`, () => ({reason: reason.value}))}, texts.discard));
  }

  function act(path, content) {
    return run(async () => {
      let request;
      try {
        request = content();
      } catch {
        throw new Error(texts.notJson);
      }
      const {message} = await person.administer('POST', path, request);
      say(message);
      await load();
    });
  }

  load();
  return {
    element: h('section', {}, h('h3', {}, texts.title),
      h('div', {className: 'filters'}, state, h('button', {type: 'button', onclick: load}, texts.refresh)), list, pages),
  };
}

function facts({origin, eventId, eventType, attempts, state, history}, texts, language) {
  const did = ({at, by, what, detail}) =>
    [new Date(at).toLocaleString(language), by.name, texts.acts[what], detail].filter(Boolean).join(' ');
  const known = {
    origin: origin.partition === null ? origin.topic : texts.place(origin),
    key: origin.key,
    eventId,
    eventType,
    state: texts.attempts(texts.states[state], attempts),
    history: history.map(did).join('; '),
  };
  return h('dl', {}, Object.entries(texts.facts).flatMap(([fact, name]) =>
    (known[fact] ? [h('dt', {}, name), h('dd', {}, known[fact])] : [])));
}

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body ?? '';
  }
}
