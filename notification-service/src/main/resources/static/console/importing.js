import {h} from '../notification-bell/dom.js';
import {follow} from './follow.js';

const SAMPLE_ROWS = 60;

/** Customers from a file, with a bar that shows how far it is. */
export function importing({person, texts: {importing: texts}, isLocal, say}) {
  const left = new AbortController();
  const file = h('input', {
    type: 'file', accept: '.csv,.xlsx', 'aria-label': texts.choose,
    onchange: () => {
      send(file.files[0]);
      file.value = ''; // the same file may be chosen again
    },
  });
  const bar = h('progress', {max: 1, value: 0, 'aria-label': texts.progress});
  const percent = h('b', {}, '0%');
  const counts = h('p', {className: 'counts'});
  const errors = h('button', {className: 'quiet', type: 'button', hidden: true}, texts.failedRows);
  const progress = h('div', {className: 'progress', hidden: true}, h('div', {className: 'line'}, bar, percent), counts, errors);
  const drop = h('div', {
    className: 'drop',
    ondragover: event => event.preventDefault(),
    ondrop: event => {
      event.preventDefault();
      send(event.dataTransfer.files[0]);
    },
  },
  h('p', {}, texts.drop),
  h('div', {className: 'buttons'},
    h('label', {className: 'primary file'}, texts.choose, file),
    isLocal && h('button', {type: 'button', onclick: () => send(sample())}, texts.sample(SAMPLE_ROWS)),
    h('button', {className: 'quiet', type: 'button', onclick: () => run(() =>
      person.download('customers/import/template?format=xlsx', texts.templateFile))}, texts.template)));

  async function run(action) {
    try {
      await action();
    } catch (failure) {
      if (!left.signal.aborted) say(failure.message, true);
    }
  }

  function send(chosen) {
    if (!chosen) return;
    run(async () => {
      const form = new FormData();
      form.append('file', chosen);
      const {data, message} = await person.customers('POST', 'customers/import', form);
      say(message);
      progress.hidden = false;
      show(data);
      if (await follow(person.customerStream(`operations/${data.operationId}/events`), left.signal, show)) say(texts.done);
    });
  }

  function show({operationId, total, done, created, duplicates, failed, ratePerSecond, remainingSeconds, state}) {
    const share = total === 0 ? 0 : done / total;
    bar.value = share;
    percent.textContent = `${Math.floor(share * 100)}%`;
    const rest = state === 'RUNNING' && remainingSeconds > 0 ? texts.rest(ratePerSecond, remainingSeconds) : '';
    counts.textContent = texts.counts({done, total, created, duplicates, failed}) + rest;
    errors.hidden = failed + duplicates === 0 || state === 'RUNNING';
    errors.onclick = () => run(() => person.download(`operations/${operationId}/errors`, texts.failedRowsFile));
  }

  return {element: h('div', {}, drop, progress), leave: () => left.abort()};
}

/** New numbers each time, else all of them would be duplicates. */
function sample() {
  const start = Math.floor(Math.random() * 9e7);
  const rows = Array.from({length: SAMPLE_ROWS}, (_, at) =>
    `示例客户${at + 1},139${String((start + at) % 1e8).padStart(8, '0')},抖音,B类,待定,${at % 2 ? 'alice' : 'bob'}`);
  return new File([['姓名,手机号,线索来源,线索等级,签约状态,负责人', ...rows].join('\n')], '示例客户.csv', {type: 'text/csv'});
}
