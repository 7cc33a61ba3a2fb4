import {h, svg} from '../notification-bell/dom.js';
import {typeName} from '../notification-bell/texts.js';

const COUNTS = {sent: '已发送', displayed: '已显示', read: '已读'};
const LATENCIES = {eventToStored: '事件 → 入库', storedToDisplayed: '入库 → 显示', eventToDisplayed: '事件 → 显示'};
const PERCENTILES = ['p50', 'p95', 'p99'];
const FROM_MILLIS = 1;
const DECADES = 5;

/** How notifications fare, for managers: per type, and how long it takes until they are on a screen. */
export function statistics({person, say}) {
  const days = h('select', {'aria-label': '时间范围', onchange: load},
    [[1, '今天'], [7, '近 7 天'], [30, '近 30 天']].map(([value, name]) =>
      h('option', {value, selected: value === 7}, name)));
  const charts = h('div', {className: 'charts'});
  let today; // the agency's, which its answers tell

  async function load() {
    const query = today ? `?from=${before(today, days.value - 1)}` : '';
    try {
      const {data} = await person.notifications('GET', `/statistics${query}`);
      today = data.to;
      charts.replaceChildren(...render(data));
    } catch (failure) {
      say(failure.message, true);
    }
  }

  load();
  return {element: h('div', {}, h('div', {className: 'filters'}, days), charts)};
}

function render({types, latency}) {
  const rows = Object.entries(types).sort(([, one], [, other]) => other.sent - one.sent);
  const most = Math.max(1, ...rows.map(([, counts]) => counts.sent));
  const total = name => rows.reduce((sum, [, counts]) => sum + counts[name], 0);
  return [
    h('div', {className: 'tiles'}, tile(COUNTS.sent, total('sent')), tile(COUNTS.displayed, total('displayed')),
      tile(COUNTS.read, total('read')), tile('失败', total('failed'))),
    h('h3', {}, '各类型'),
    h('p', {className: 'legend'}, Object.entries(COUNTS).map(([name, text]) =>
      h('span', {}, h('i', {className: name}), text))),
    h('div', {className: 'bars'}, rows.length === 0 ? '这段时间没有通知' : rows.map(([type, counts]) => bar(type, counts, most))),
    h('h3', {}, '延迟（毫秒，对数刻度）'),
    h('div', {className: 'bars'}, Object.entries(LATENCIES).map(([name, text]) => spread(text, latency[name]))),
  ];
}

function tile(name, value) {
  return h('div', {}, h('b', {}, value.toLocaleString('zh-CN')), h('span', {}, name));
}

function bar(type, counts, most) {
  const name = typeName(type, 'zh-CN');
  const said = `${name}：${Object.entries(COUNTS).map(([key, text]) => `${text} ${counts[key]}`).join('，')}`;
  return row(name, said, String(counts.sent), Object.keys(COUNTS).map(key =>
    svg('rect', {class: key, width: `${(100 * counts[key]) / most}%`, height: 16, rx: 4})));
}

/** From the median to the slowest hundredth, the slowest twentieth between them. */
function spread(text, times) {
  if (times.count === 0) return row(text, `${text}：暂无数据`, '暂无数据', []);
  const said = `${text}：${PERCENTILES.map(name => `${name} ${times[name]} 毫秒`).join('，')}`;
  const place = millis => (100 * Math.log10(Math.max(FROM_MILLIS, millis))) / DECADES;
  const [start, , end] = PERCENTILES.map(name => Math.min(99, place(times[name])));
  return row(text, said, PERCENTILES.map(name => times[name]).join(' / '), [
    svg('rect', {class: 'track', width: '100%', height: 4, y: 6, rx: 2}),
    svg('rect', {class: 'range', x: `${start}%`, width: `${Math.max(0.5, end - start)}%`, height: 4, y: 6, rx: 2}),
    ...PERCENTILES.map(name => svg('circle', {class: name, cx: `${Math.min(99, place(times[name]))}%`, cy: 8, r: 5})),
  ]);
}

function row(name, said, value, shapes) {
  return h('div', {className: 'bar'}, h('span', {}, name),
    svg('svg', {role: 'img', 'aria-label': said, height: 16, width: '100%'}, svg('title', {}, said), ...shapes),
    h('b', {}, value));
}

function before(day, days) {
  return new Date(Date.parse(day) - days * 864e5).toISOString().slice(0, 10);
}
