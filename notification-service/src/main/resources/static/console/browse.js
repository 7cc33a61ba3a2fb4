import {h} from '../notification-bell/dom.js';
import {mark} from '../notification-bell/list-view.js';
import {ago, texts, typeName} from '../notification-bell/texts.js';

const STATUSES = {'': '全部状态', SENT: '未读', READ: '已读', ARCHIVED: '已归档'};
const PAGE = 7;
const SETTLED = 300;

/** A person's notifications, to be searched and looked through; new ones appear by themselves. */
export function browse({person, bell, say}) {
  let page = 1;
  let request = 0;
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(load, SETTLED);
  };
  const anew = () => {
    page = 1;
    later();
  };
  const search = h('input', {type: 'search', placeholder: '搜索标题和内容', 'aria-label': '搜索', maxLength: 50, oninput: anew});
  const type = h('select', {'aria-label': '类型', onchange: anew}, h('option', {value: ''}, '全部类型'),
    Object.keys(texts('zh-CN').types).map(value => h('option', {value}, typeName(value, 'zh-CN'))));
  const status = h('select', {'aria-label': '状态', onchange: anew},
    Object.entries(STATUSES).map(([value, name]) => h('option', {value}, name)));
  const list = h('ul', {className: 'notifications', 'aria-label': '通知列表'});
  const pages = h('div', {className: 'pages'});
  const settings = h('button', {className: 'quiet', type: 'button', onclick: () => bell.openPreferences()}, '偏好设置');

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
    if (items.length === 0) list.replaceChildren(h('li', {className: 'nothing'}, '没有符合条件的通知'));
    pages.replaceChildren(
      h('button', {type: 'button', disabled: page <= 1, onclick: () => turn(-1)}, '上一页'),
      h('span', {}, `第 ${page} / ${Math.max(1, totalPages)} 页，共 ${total} 条`),
      h('button', {type: 'button', disabled: page >= totalPages, onclick: () => turn(1)}, '下一页'));
  }

  function turn(by) {
    page += by;
    load();
  }

  function row(item) {
    const why = h('div', {className: 'why'});
    return h('li', {className: item.status === 'SENT' ? 'unread' : ''},
      h('details', {ontoggle: event => event.target.open && explain(item, why)},
        h('summary', {}, mark(item),
          h('span', {},
            h('span', {className: 'line'}, h('b', {}, item.title),
              h('time', {dateTime: item.createdAt}, ago(item.createdAt, 'zh-CN'))),
            h('span', {className: 'text'}, item.content))),
        why));
  }

  /** Where the service can say why, its reasons; what the notification itself tells, in any case. */
  async function explain(item, why) {
    const facts = {
      类型: typeName(item.type, 'zh-CN'),
      状态: STATUSES[item.status],
      发生时间: new Date(item.createdAt).toLocaleString('zh-CN'),
      送达用时: `${Math.max(0, new Date(item.storedAt) - new Date(item.createdAt))} 毫秒`,
    };
    why.replaceChildren(definitions(facts));
    try {
      const {data} = await person.notifications('GET', `/${encodeURIComponent(item.id)}/why`);
      why.append(h('pre', {tabIndex: 0, 'aria-label': '原因'}, JSON.stringify(data, null, 2)));
    } catch (failure) {
      if (failure.status !== 404) say(failure.message, true);
    }
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

function definitions(facts) {
  return h('dl', {}, Object.entries(facts).flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}
