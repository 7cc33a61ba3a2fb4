import {h} from '../notification-bell/dom.js';
import {mark} from '../notification-bell/mark.js';
import {typeName} from '../notification-bell/texts.js';
import {templateEditor} from './template-editor.js';

/** Texts can be had in these. */
const LOCALES = {'zh-CN': '简体中文', en: 'English'};

/** The texts of all notifications, for an administrator; one of them opens in an editor. */
export function templates({person, language, texts: {templates: texts}, say}) {
  let all = [];
  let request = 0;
  let leaveEditor = () => {};
  const search = h('input', {type: 'search', placeholder: texts.search, 'aria-label': texts.search, oninput: render});
  const locale = h('select', {'aria-label': texts.language, onchange: load},
    Object.entries(LOCALES).map(([value, name]) => h('option', {value}, name)));
  const list = h('ul', {className: 'templates', 'aria-label': texts.list});
  const overview = h('div', {}, h('div', {className: 'filters'}, search, locale), list);
  const element = h('div', {}, overview);

  async function load() {
    const mine = ++request;
    try {
      const {data} = await person.administer('GET', `notification-templates?locale=${locale.value}`);
      if (mine !== request) return;
      all = data;
      render();
    } catch (failure) {
      say(failure.message, true);
    }
  }

  function render() {
    const sought = search.value.trim().toLowerCase();
    const found = all.filter(it => [it.type, name(it), it.title, it.content].some(text => text.toLowerCase().includes(sought)));
    list.replaceChildren(...found.map(row));
    if (found.length === 0) list.replaceChildren(h('li', {className: 'nothing'}, texts.none));
  }

  function row(it) {
    const open = h('button', {type: 'button', onclick: () => edit(it)},
      mark(it),
      h('span', {},
        h('span', {className: 'line'}, h('b', {}, name(it)), h('small', {}, versionName(it.version))),
        h('span', {className: 'text'}, it.content)));
    open.dataset.type = it.type;
    return h('li', {}, open);
  }

  function edit(it) {
    const editor = templateEditor({person, language, texts, say, template: it, name: name(it), versionName, icons: icons(), back});
    leaveEditor = editor.leave;
    element.replaceChildren(editor.element);
    editor.element.querySelector('button').focus();
  }

  async function back(type) {
    leaveEditor();
    element.replaceChildren(overview);
    await load();
    list.querySelector(`[data-type=${type}]`)?.focus();
  }

  function name({type}) {
    return typeName(type, language);
  }

  function versionName(version) {
    return version === 0 ? texts.shipped : texts.version(version);
  }

  /** Those in use, which all screens know. */
  function icons() {
    return [...new Set(all.map(it => it.icon))].sort();
  }

  load();
  return {element, leave: () => leaveEditor()};
}
