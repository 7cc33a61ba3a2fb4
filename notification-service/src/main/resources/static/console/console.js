import {h} from '../notification-bell/dom.js';
import {Crm} from './crm.js';
import {Pane} from './pane.js';

const {data: {customerService, local: isLocal}} = await (await fetch('console/settings')).json();
const crm = new Crm(customerService || location.origin);
const panes = ['left', 'right'].map(side => new Pane({side, crm, isLocal}));
const main = document.querySelector('#panes');
main.append(...panes.map(pane => pane.element));

if (isLocal) {
  const start = document.querySelector('#start');
  const offer = () => (start.hidden = panes.every(pane => pane.isSignedIn));
  offer();
  main.addEventListener('signed-in', offer);
  main.addEventListener('signed-out', offer);
  start.addEventListener('click', async () => {
    start.disabled = true;
    await Promise.all([panes[0].signInAs('manager'), panes[1].signInAs('alice')]);
    start.disabled = false;
  });
  main.after(h('footer', {},
    '两侧各自登录，互不影响：令牌只留在本页内存中，刷新即退出。演示账号仅在本机运行时存在。'));
}
