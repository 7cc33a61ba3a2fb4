import {h, svg} from '../notification-bell/dom.js';
import {latencies, tile} from './statistics.js';

const LOOK_EVERY = 5_000;
const LOOKS_PER_LATENCY = 12;
const REMEMBERED = 60;
const WIDTH = 120;
const HEIGHT = 22;

/** Where records wait, and how fast they come and go, looked at again and again. */
export function pipeline({person, texts: {ops: {pipeline: texts}, statistics: latencyTexts}, say}) {
  const tiles = h('div', {className: 'tiles'});
  const table = h('tbody');
  const latency = h('div');
  const seen = new Map();
  let looks = 0;
  let timer;
  let hasLeft = false;

  async function look() {
    try {
      render((await person.administer('GET', 'ops/pipeline')).data);
      if (looks++ % LOOKS_PER_LATENCY === 0) {
        const {data} = await person.notifications('GET', '/statistics');
        latency.replaceChildren(latencies(data.latency, latencyTexts));
      }
    } catch (failure) {
      if (!hasLeft) say(failure.message, true);
    }
    if (!hasLeft) timer = setTimeout(look, LOOK_EVERY);
  }

  function render({stages, outbox, openStreams, deadLetters}) {
    const total = Object.values(deadLetters).reduce((sum, count) => sum + count, 0);
    tiles.replaceChildren(
      tile(texts.lag, stages.reduce((sum, {lag}) => sum + lag, 0)),
      tile(texts.unpublished, outbox ? Math.round(outbox.oldestSeconds) : texts.unknown),
      tile(texts.streams, openStreams),
      tile(texts.deadLetters, total));
    table.replaceChildren(...stages.map(row));
  }

  function row(stage) {
    const {consumer, topic, lag, inPerSecond, outPerSecond, partitions} = stage;
    const lanes = partitions.map(lane => `${lane.partition}: ${lane.next} / ${lane.end}`).join('\n');
    return h('tr', {className: lag > 0 ? 'behind' : '', title: lanes},
      h('td', {}, topic), h('td', {}, consumer), number(lag), number(inPerSecond), number(outPerSecond),
      h('td', {}, course(`${consumer} ${topic}`, stage)));
  }

  /** What came and what was done with since this page was opened, five minutes at most. */
  function course(name, {inPerSecond, outPerSecond}) {
    const rates = seen.get(name) ?? [];
    seen.set(name, rates);
    if (inPerSecond !== null && outPerSecond !== null) rates.push({inPerSecond, outPerSecond});
    if (rates.length > REMEMBERED) rates.shift();
    const most = Math.max(1, ...rates.flatMap(rate => [rate.inPerSecond, rate.outPerSecond]));
    const line = key => svg('polyline', {
      class: key,
      points: rates.map((rate, at) => `${at * WIDTH / (REMEMBERED - 1)},${1 + (HEIGHT - 2) * (1 - rate[key] / most)}`).join(' '),
    });
    const said = texts.course(most.toLocaleString());
    return svg('svg', {role: 'img', 'aria-label': said, class: 'course', width: WIDTH, height: HEIGHT},
      svg('title', {}, said), line('inPerSecond'), line('outPerSecond'));
  }

  look();
  return {
    element: h('section', {},
      h('h3', {}, texts.title),
      tiles,
      h('div', {className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': texts.region}, h('table', {},
        h('thead', {}, h('tr', {}, texts.columns.map(name => h('th', {scope: 'col'}, name)))),
        table)),
      h('h3', {}, latencyTexts.latency),
      latency),
    leave() {
      hasLeft = true;
      clearTimeout(timer);
    },
  };
}

function number(value) {
  return h('td', {className: 'number'}, value === null ? '…' : value.toLocaleString());
}
