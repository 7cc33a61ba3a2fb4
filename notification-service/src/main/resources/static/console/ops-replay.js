import {h} from '../notification-bell/dom.js';
import {follow} from './follow.js';

const TOPICS = ['crm.customer.events', 'crm.resume.events', 'crm.contract.events', 'crm.system.events'];
const HOUR = 3_600_000;

/** Telling again what was lost: first it is counted, then it is done, with a bar that shows how far it is. */
export function replay({person, texts: {ops: {replay: texts}}, say}) {
  const left = new AbortController();
  const topics = TOPICS.map((value, at) =>
    h('label', {className: 'check'}, h('input', {type: 'checkbox', name: 'topic', value, checked: at === 0}), texts.topics[value]));
  const from = h('input', {type: 'datetime-local', step: 1, value: local(Date.now() - HOUR), required: true});
  const to = h('input', {type: 'datetime-local', step: 1});
  const subject = h('input', {maxLength: 200, placeholder: texts.all});
  const types = h('input', {maxLength: 500, placeholder: texts.allTypes});
  const bar = h('progress', {max: 1, value: 0, 'aria-label': texts.progress});
  const percent = h('b', {}, '0%');
  const counts = h('p', {className: 'counts'});
  const cancel = h('button', {type: 'button'}, texts.cancel);
  const progress = h('div', {className: 'progress', hidden: true}, h('div', {className: 'line'}, bar, percent, cancel), counts);
  const form = h('form', {
    className: 'fields',
    onsubmit: event => {
      event.preventDefault();
      start(event.submitter.value === 'dry');
    },
  },
  h('div', {className: 'wide checks', role: 'group', 'aria-label': texts.topic}, topics),
  h('label', {}, texts.from, from), h('label', {}, texts.to, to),
  h('label', {}, texts.subject, subject), h('label', {}, texts.types, types),
  h('div', {className: 'buttons wide'},
    h('button', {type: 'submit', value: 'dry', className: 'primary'}, texts.dry),
    h('button', {type: 'submit', value: 'real'}, texts.start)));

  async function run(action) {
    try {
      await action();
    } catch (failure) {
      if (!left.signal.aborted) say(failure.message, true);
    }
  }

  function start(dryRun) {
    return run(async () => {
      const {data, message} = await person.administer('POST', 'ops/replays', {
        topics: topics.map(label => label.querySelector('input')).filter(box => box.checked).map(box => box.value),
        from: instant(from.value),
        ...(to.value ? {to: instant(to.value)} : {}),
        ...(subject.value.trim() ? {subject: subject.value.trim()} : {}),
        ...(types.value.trim() ? {types: types.value.split(/[,，\s]+/).filter(Boolean)} : {}),
        dryRun,
      });
      say(message);
      cancel.onclick = () => run(async () => say((await person.administer('POST', `ops/replays/${data.id}/cancel`)).message));
      progress.hidden = false;
      show(data);
      await follow(person.administrationStream(`ops/replays/${data.id}/events`), left.signal, show);
    });
  }

  function show(it) {
    const isRunning = it.state === 'RUNNING';
    const share = !isRunning ? 1 : it.total === 0 ? 0 : it.read / it.total;
    bar.value = share;
    percent.textContent = `${Math.floor(share * 100)}%`;
    cancel.hidden = !isRunning;
    const rest = isRunning && it.remainingSeconds > 0 ? texts.rest(it.ratePerSecond, it.remainingSeconds) : '';
    counts.textContent = texts.counts(it, texts.states[it.state]) + rest + (it.problem ? ` (${it.problem})` : '');
  }

  return {element: h('section', {}, h('h3', {}, texts.title), form, progress), leave: () => left.abort()};
}

/** As the input has it: the wall clock of whoever looks. */
function local(millis) {
  return new Date(millis - new Date(millis).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function instant(text) {
  return new Date(text).toISOString();
}
