import {h} from '../notification-bell/dom.js';
import {mark} from '../notification-bell/mark.js';

const SETTLED = 300;
const PARTS = ['title', 'content', 'actionUrl', 'actionText', 'priority', 'icon', 'color'];

/** One text: its parts, how it looks with sample data while it is being written, and its versions, each a click away. */
export function templateEditor({person, language, texts, say, template, name, versionName, icons, back}) {
  const {type, locale, editable} = template;
  const path = (rest = '') => `notification-templates/${type}${rest}?locale=${locale}`;
  let version = template.version;
  let request = 0;
  let timer;
  const now = h('small', {}, versionName(version));
  const title = h('input', {name: 'title', required: true, maxLength: 100});
  const content = h('textarea', {name: 'content', required: true, maxLength: 1000, rows: 4});
  const actionUrl = h('input', {name: 'actionUrl', required: true, maxLength: 500});
  let written = content;
  [title, content, actionUrl].forEach(field => field.addEventListener('focus', () => (written = field)));
  const form = h('form', {
    className: 'fields',
    oninput: later,
    onsubmit: event => {
      event.preventDefault();
      save();
    },
  },
  labelled(texts.title, title, 'wide'),
  labelled(texts.content, content, 'wide'),
  editable && h('div', {className: 'wide'}, h('p', {className: 'hint'}, texts.variables), variables()),
  labelled(texts.actionUrl, actionUrl),
  labelled(texts.actionText, h('input', {name: 'actionText', required: true, maxLength: 20})),
  labelled(texts.priority, choice('priority', Object.entries(texts.priorities))),
  h('div', {className: 'pair'},
    labelled(texts.icon, choice('icon', icons.map(icon => [icon, icon]))),
    labelled(texts.color, h('input', {name: 'color', type: 'color'}))),
  editable
    ? h('button', {className: 'primary wide', type: 'submit'}, texts.save)
    : h('p', {className: 'hint wide'}, texts.fixed));
  const preview = h('div', {className: 'preview', role: 'group', 'aria-label': texts.preview});
  const versions = h('ol', {className: 'versions', 'aria-label': texts.versions});
  const element = h('div', {},
    h('div', {className: 'heading'}, h('button', {type: 'button', onclick: () => back(type)}, texts.back), h('h3', {}, name), now),
    h('h4', {}, texts.preview), preview, form, h('h4', {}, texts.versions), versions);

  function variables() {
    const examples = h('div', {className: 'chips'});
    examples.append(...template.variables.map(it => h('button', {type: 'button', onclick: () => insert(`{{${it}}}`)}, `{{${it}}}`)));
    return examples;
  }

  /** With what stands for it in the preview. */
  function explain(examples) {
    form.querySelectorAll('.chips button').forEach(button => {
      const variable = button.textContent.match(/\w+/)[0];
      button.replaceChildren(`{{${variable}}}`, h('small', {}, ` ${examples[variable] ?? ''}`));
    });
  }

  function insert(text) {
    written.setRangeText(text, written.selectionStart, written.selectionEnd, 'end');
    written.focus();
    later();
  }

  function take(text) {
    version = text.version;
    now.textContent = versionName(version);
    PARTS.forEach(part => (form.elements[part].value = part === 'color' ? sixDigits(text[part]) : text[part]));
    form.querySelectorAll('input, select, textarea').forEach(field => (field.disabled = !editable));
    show();
    list();
  }

  function parts() {
    return Object.fromEntries(PARTS.map(part => [part, form.elements[part].value]));
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(show, SETTLED);
  }

  async function show() {
    const mine = ++request;
    try {
      const {data} = await person.administer('POST', path('/preview'), parts());
      if (mine !== request) return;
      explain(data.variables);
      preview.replaceChildren(mark(data), h('div', {},
        h('p', {className: 'line'}, h('b', {}, data.title),
          data.priority === 'HIGH' && h('span', {className: 'urgent'}, texts.priorities.HIGH)),
        h('p', {className: 'text'}, data.content),
        h('p', {className: 'leads'}, h('b', {}, data.actionText), ` ${data.actionUrl}`)));
    } catch (failure) {
      if (mine === request) preview.replaceChildren(h('p', {className: 'problem', role: 'alert'}, failure.message));
    }
  }

  async function save() {
    await attempt(async () => {
      const before = version;
      const {data} = await person.administer('PUT', path(), {...parts(), version});
      take(data);
      say(data.version === before ? texts.same : texts.saved(data.version));
    });
  }

  async function restore(chosen) {
    await attempt(async () => {
      const {data} = await person.administer('POST', path(`/versions/${chosen}/restore`));
      take(data);
      say(texts.saved(data.version));
    });
  }

  async function list() {
    await attempt(async () => {
      const {data} = await person.administer('GET', path('/versions'));
      versions.replaceChildren(...data.map(row));
    });
  }

  function row(it) {
    const about = [
      it.updatedBy?.name,
      it.updatedAt && new Date(it.updatedAt).toLocaleString(language),
      it.restored === 0 ? texts.restoredShipped : it.restored && texts.restored(it.restored),
    ].filter(Boolean).join(' · ');
    return h('li', {},
      h('div', {},
        h('p', {className: 'line'}, h('b', {}, versionName(it.version)), h('small', {}, about)),
        h('p', {className: 'text'}, `${it.title}：${it.content}`)),
      it.version === version
        ? h('small', {className: 'current'}, texts.current)
        : editable && h('button', {
          type: 'button', 'aria-label': `${texts.restore}：${versionName(it.version)}`, onclick: () => restore(it.version),
        }, texts.restore));
  }

  async function attempt(action) {
    try {
      await action();
    } catch (failure) {
      say(failure.message, true);
    }
  }

  take(template);
  return {element, leave: () => clearTimeout(timer)};
}

function labelled(label, input, className = '') {
  return h('label', {className}, label, input);
}

function choice(name, options) {
  return h('select', {name}, options.map(([value, text]) => h('option', {value}, text)));
}

/** As the browser's field for colours wants it. */
function sixDigits(color) {
  return color.length === 4 ? color.replace(/[0-9a-f]/gi, '$&$&') : color;
}
