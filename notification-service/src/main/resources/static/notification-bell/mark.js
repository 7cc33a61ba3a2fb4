import {h} from './dom.js';
import {icon} from './icons.js';

/** A notification's icon on its colour. */
export function mark(item) {
  return paint(h('span', {className: 'mark'}, icon(item.icon)), item);
}

/** Gives the colour to an element: by script, which a Content-Security-Policy that forbids inline styles allows. */
export function paint(element, {color}) {
  element.style.setProperty('--mark', /^#[0-9a-f]{3,8}$/i.test(color) ? color : 'var(--accent)');
  return element;
}
