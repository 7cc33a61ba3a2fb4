import {isEnglish} from './texts.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MORNING = 9;

/** What is offered for later, by the clock of this device. */
export function laterTimes(language, now = new Date()) {
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    ...[1, 3].map(hours => ({at: new Date(now.getTime() + hours * HOUR), name: relative(language, hours, 'hour')})),
    ...(toMonday === 1 ? [1] : [1, toMonday])
      .map(days => morning(now, days))
      .map(at => ({at, name: moment(at, language, now)})),
  ];
}

/** When something will be, as short as it can be said: 15:20, tomorrow 9:00, or with its day. */
export function moment(instant, language, now = new Date()) {
  const then = new Date(instant);
  const days = Math.round((midnight(then) - midnight(now)) / DAY);
  const time = format(language, {hour: 'numeric', minute: '2-digit'}, then);
  if (days === 0) return time;
  if (days === 1) return `${relative(language, 1, 'day')} ${time}`;
  return `${format(language, {month: 'short', day: 'numeric', weekday: 'short'}, then)} ${time}`;
}

function morning(now, days) {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}

function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

function relative(language, amount, unit) {
  return new Intl.RelativeTimeFormat(locale(language), {numeric: 'auto'}).format(amount, unit);
}

function format(language, options, date) {
  return new Intl.DateTimeFormat(locale(language), options).format(date);
}

function locale(language) {
  return isEnglish(language) ? 'en' : 'zh-CN';
}
