import {h, svg} from '../notification-bell/dom.js';
import {typeName} from '../notification-bell/texts.js';

const PERCENTILES = ['p50', 'p95', 'p99'];
const FROM_MILLIS = 1;
const DECADES = 5;

/** How notifications fare, for managers: per type, and how long it takes until they are on a screen. */
export function statistics({person, language, texts: {statistics: texts}, say}) {
  const days = h('select', {'aria-label': texts.range, onchange: load},
    Object.entries(texts.days).map(([value, name]) =>
      h('option', {value, selected: value === '7'}, name)));
  const charts = h('div', {className: 'charts'});
  let today; // the agency's, which its answers tell

  async function load() {
    const query = today ? `?from=${before(today, days.value - 1)}` : '';
    try {
      const {data} = await person.notifications('GET', `/statistics${query}`);
      today = data.to;
      charts.replaceChildren(...render(data, texts, language));
    } catch (failure) {
      say(failure.message, true);
    }
  }

  load();
  return {element: h('div', {}, h('div', {className: 'filters'}, days), charts)};
}

function render({types, latency}, texts, language) {
  const rows = Object.entries(types).sort(([, one], [, other]) => other.sent - one.sent);
  const most = Math.max(1, ...rows.map(([, counts]) => counts.sent));
  const total = name => rows.reduce((sum, [, counts]) => sum + counts[name], 0);
  return [
    h('div', {className: 'tiles'}, tile(texts.counts.sent, total('sent')), tile(texts.counts.displayed, total('displayed')),
      tile(texts.counts.read, total('read')), tile(texts.failed, total('failed'))),
    h('h3', {}, texts.types),
    h('p', {className: 'legend'}, Object.entries(texts.counts).map(([name, text]) =>
      h('span', {}, h('i', {className: name}), text))),
    h('div', {className: 'bars'}, rows.length === 0 ? texts.nothing
      : rows.map(([type, counts]) => bar(typeName(type, language), counts, most, texts))),
    h('h3', {}, texts.latency),
    latencies(latency, texts),
  ];
}

/** How long each part of the way takes. */
export function latencies(latency, texts) {
  return h('div', {className: 'bars'},
    Object.entries(texts.latencies).map(([name, text]) => spread(text, latency[name], texts)));
}

export function tile(name, value) {
  return h('div', {}, h('b', {}, value.toLocaleString()), h('span', {}, name));
}

function bar(name, counts, most, texts) {
  const said = `${name}：${Object.entries(texts.counts).map(([key, text]) => `${text} ${counts[key]}`).join('，')}`;
  return row(name, said, String(counts.sent), Object.keys(texts.counts).map(key =>
    svg('rect', {class: key, width: `${(100 * counts[key]) / most}%`, height: 16, rx: 4})));
}

/** From the median to the slowest hundredth, the slowest twentieth between them. */
function spread(text, times, texts) {
  if (times.count === 0) return row(text, `${text}：${texts.noData}`, texts.noData, []);
  const said = `${text}：${PERCENTILES.map(name => texts.millis(name, times[name])).join('，')}`;
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
