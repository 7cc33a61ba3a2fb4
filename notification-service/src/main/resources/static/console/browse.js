import {h} from '../notification-bell/dom.js';
import {mark} from '../notification-bell/mark.js';
import {ago, texts, typeName} from '../notification-bell/texts.js';

const STATUSES = {'': '未读和已读', SENT: '未读', READ: '已读', SNOOZED: '稍后提醒', ARCHIVED: '已归档'};
const PAGE = 7;
const SETTLED = 300;

/** A person's notifications, to be searched and looked through; new ones appear by themselves. */
export function browse({person, bell, say}) {
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
      h('details', {open: opened.has(item.id), ontoggle: event => toggled(event.target.open, item, why)},
        h('summary', {}, mark(item),
          h('span', {},
            h('span', {className: 'line'}, h('b', {}, item.title),
              h('time', {dateTime: item.createdAt}, ago(item.createdAt, 'zh-CN'))),
            h('span', {className: 'text'}, item.content))),
        why));
  }

  async function toggled(isOpen, item, why) {
    opened[isOpen ? 'add' : 'delete'](item.id);
    if (!isOpen) return;
    try {
      const {data} = await person.notifications('GET', `/${encodeURIComponent(item.id)}/why`);
      why.replaceChildren(definitions({
        原因: data.explanation,
        类型: typeName(item.type, 'zh-CN'),
        事件: data.event.type,
        汇总: data.digest && `共 ${data.digest.count} 条`,
        发生: moment(data.timing.event),
        入库: `${Math.max(0, Date.parse(data.timing.stored) - Date.parse(data.timing.event))} 毫秒后`,
        显示: data.timing.displayed && moment(data.timing.displayed),
        已读: data.timing.read && moment(data.timing.read),
      }));
    } catch (failure) {
      say(failure.message, true);
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

/** Those of the facts that there are. */
function definitions(facts) {
  return h('dl', {}, Object.entries(facts).flatMap(([name, value]) => (value ? [h('dt', {}, name), h('dd', {}, value)] : [])));
}

function moment(instant) {
  return new Date(instant).toLocaleString('zh-CN');
}
