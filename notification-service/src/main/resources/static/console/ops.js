import {h} from '../notification-bell/dom.js';
import {deadLetters} from './ops-dead-letters.js';
import {pipeline} from './ops-pipeline.js';
import {replay} from './ops-replay.js';

/** For admins: whether people are being told, what could not be, and telling again what was lost. */
export function ops(context) {
  const parts = [pipeline(context), deadLetters(context), replay(context)];
  return {
    element: h('div', {className: 'ops'}, parts.map(part => part.element)),
    leave: () => parts.forEach(part => part.leave?.()),
  };
}
