/** As a constructed sheet, which a strict Content-Security-Policy allows and which every bell of a page shares. */
export const style = new CSSStyleSheet();

style.replaceSync(`
:host {
  --surface: #fff; --raised: #f6f7f9; --line: #e4e7ec; --text: #1d2433; --muted: #5d6778; --accent: #1a5fd0;
  --accent-soft: #e9f1fe; --on-accent: #fff; --danger: #d1293d; --warn-surface: #fff6e0; --warn-text: #7a4b00;
  --shadow: 0 1px 2px rgb(16 24 40 / 6%), 0 12px 32px rgb(16 24 40 / 16%);
  display: inline-block; color: var(--text); font: 14px/1.55 system-ui, "PingFang SC", "Microsoft YaHei",
  "Noto Sans CJK SC", sans-serif; color-scheme: light; text-align: start;
}
@media (prefers-color-scheme: dark) {
  :host(:not([theme=light])) {
    --surface: #1a1f2b; --raised: #232a38; --line: #323b4c; --text: #e8ecf3; --muted: #a3aec0; --accent: #84b3ff;
    --accent-soft: #22324f; --on-accent: #0c1526; --danger: #ff7082; --warn-surface: #3a2e12; --warn-text: #ffd98a;
    --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 16px 40px rgb(0 0 0 / 55%); color-scheme: dark; --lift: 35%;
  }
}
:host([theme=dark]) {
  --surface: #1a1f2b; --raised: #232a38; --line: #323b4c; --text: #e8ecf3; --muted: #a3aec0; --accent: #84b3ff;
  --accent-soft: #22324f; --on-accent: #0c1526; --danger: #ff7082; --warn-surface: #3a2e12; --warn-text: #ffd98a;
  --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 16px 40px rgb(0 0 0 / 55%); color-scheme: dark; --lift: 35%;
}
:host([hidden]), [hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
button, select, input { font: inherit; color: inherit; }
button { border: 0; background: none; cursor: pointer; padding: 0; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.icon { width: 20px; height: 20px; fill: none; stroke: currentcolor; stroke-width: 1.7; stroke-linecap: round;
  stroke-linejoin: round; flex: none; display: block; }
.anchor { position: relative; }

.bell { position: relative; display: grid; place-items: center; width: 40px; height: 40px; border-radius: 50%;
  transition: background .15s; }
.bell:hover, .bell[aria-expanded=true] { background: color-mix(in srgb, currentcolor 10%, transparent); }
.bell .icon { width: 23px; height: 23px; }
.badge { position: absolute; top: -1px; right: -3px; min-width: 19px; height: 19px; padding: 0 5px; border-radius: 10px;
  background: #d1293d; color: #fff; font: 600 11px/19px system-ui, sans-serif; text-align: center;
  box-shadow: 0 0 0 2px var(--notification-bell-ring, var(--surface)); }
.dot { position: absolute; right: 4px; bottom: 5px; width: 9px; height: 9px; border-radius: 50%; background: #d98200;
  box-shadow: 0 0 0 2px var(--notification-bell-ring, var(--surface)); }
.ring .icon { animation: ring .7s ease-in-out; transform-origin: 50% 10%; }
@keyframes ring { 20% { rotate: 14deg } 40% { rotate: -12deg } 60% { rotate: 8deg } 80% { rotate: -5deg } }

.panel { position: absolute; z-index: 1000; top: calc(100% + 10px); right: 0; width: 392px; max-width: calc(100vw - 24px);
  height: 560px; max-height: var(--notification-panel-height, min(560px, calc(100vh - 96px)));
  display: flex; flex-direction: column; overflow: hidden; background: var(--surface); color: var(--text);
  border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow); }
.panel > header { display: flex; align-items: center; gap: 2px; padding: 12px 10px 8px 18px; }
.panel h2 { flex: 1; margin: 0; font-size: 16px; font-weight: 650; }
.round { display: grid; place-items: center; width: 34px; height: 34px; border-radius: 9px; color: var(--muted); }
.round:hover { background: var(--raised); color: var(--text); }
.round:disabled { opacity: .35; cursor: default; background: none; }
.tabs { display: flex; gap: 4px; padding: 0 14px 10px; border-bottom: 1px solid var(--line); }
.tabs button { padding: 4px 12px; border-radius: 99px; color: var(--muted); font-weight: 550; font-size: 13px; }
.tabs button:hover { background: var(--raised); }
.tabs button[aria-pressed=true] { background: var(--accent-soft); color: var(--accent); }
.notice { display: flex; align-items: center; gap: 10px; padding: 8px 18px; background: var(--warn-surface);
  color: var(--warn-text); font-size: 13px; }
.notice span { flex: 1; }
.notice button { font-weight: 600; text-decoration: underline; text-underline-offset: 3px; }
.scroll { flex: 1; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; }
.items { list-style: none; margin: 0; padding: 0; }
.item { position: relative; border-bottom: 1px solid color-mix(in srgb, var(--line) 60%, transparent); }
.item:hover, .item:focus-within { background: var(--raised); }
.open { display: grid; grid-template-columns: 36px 1fr; gap: 12px; width: 100%; padding: 13px 18px 13px 16px; text-align: start; }
.open:focus-visible { outline-offset: -3px; border-radius: 8px; }
.mark { display: grid; place-items: center; width: 36px; height: 36px; border-radius: 11px;
  color: color-mix(in srgb, var(--mark), #fff var(--lift, 0%));
  background: color-mix(in srgb, var(--mark) 14%, transparent); }
.item.read .mark { filter: saturate(.35); opacity: .8; }
.line { display: flex; align-items: baseline; gap: 8px; }
.title { font-weight: 620; overflow-wrap: anywhere; }
.item.read .title { font-weight: 500; }
.time { margin-inline-start: auto; color: var(--muted); font-size: 12px; white-space: nowrap; }
.content { color: var(--muted); font-size: 13px; overflow-wrap: anywhere; margin-top: 1px; }
.item:not(.read) .content { color: color-mix(in srgb, var(--text) 85%, var(--muted)); }
.urgent { color: var(--danger); font-size: 12px; font-weight: 600; white-space: nowrap; }
.fresh { width: 8px; height: 8px; border-radius: 50%; background: var(--accent); flex: none; align-self: center; }
.actions { position: absolute; right: 12px; bottom: 7px; display: flex; gap: 2px; padding: 2px; border-radius: 10px;
  background: var(--surface); border: 1px solid var(--line); opacity: 0; pointer-events: none; transition: opacity .12s; }
.item:hover .actions, .item:focus-within .actions { opacity: 1; pointer-events: auto; }
.actions .round { width: 30px; height: 30px; }
.actions .icon { width: 17px; height: 17px; }
@media (hover: none) {
  .actions { position: static; opacity: 1; pointer-events: auto; border: 0; background: none; justify-content: flex-end;
    padding: 0 12px 8px; margin-top: -8px; }
}
.until { display: flex; align-items: center; gap: 5px; margin-top: 4px; color: var(--accent); font-size: 12px; font-weight: 600; }
.until .icon { width: 14px; height: 14px; }
.choosing .actions { position: static; opacity: 1; pointer-events: auto; justify-content: flex-end; border: 0; background: none;
  padding: 0 12px 12px 60px; margin-top: -4px; }
.later { display: flex; flex-wrap: wrap; justify-content: flex-end; align-items: center; gap: 6px; }
.later button:not(.round) { padding: 4px 10px; border-radius: 99px; background: var(--accent-soft); color: var(--accent);
  font-size: 12px; font-weight: 600; }
.empty { display: grid; justify-items: center; gap: 10px; padding: 72px 24px; color: var(--muted); text-align: center; }
.empty .icon { width: 44px; height: 44px; stroke-width: 1.1; opacity: .6; }
.foot { padding: 14px; text-align: center; color: var(--muted); font-size: 13px; }
.foot button { color: var(--accent); font-weight: 600; }

.toasts { position: var(--notification-toast-position, fixed); z-index: 1001; top: var(--notification-toast-top, 16px);
  right: 16px; width: 360px; max-width: calc(100% - 32px); display: grid; gap: 10px; pointer-events: none; }
.toast { --mark: var(--accent); position: relative; display: grid; grid-template-columns: 36px 1fr; gap: 12px; padding: 14px 44px 14px 14px;
  background: var(--surface); color: var(--text); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow);
  pointer-events: auto; cursor: pointer; animation: arrive .28s cubic-bezier(.2, .9, .3, 1.15); overflow: hidden; }
.toast::before { content: ""; position: absolute; inset: 0 auto 0 0; width: 4px; background: var(--mark); }
.toast .body { text-align: start; }
.toast .content { color: color-mix(in srgb, var(--text) 85%, var(--muted)); }
.toast > .round { position: absolute; top: 8px; right: 8px; width: 28px; height: 28px; }
.toast > .round .icon { width: 16px; height: 16px; }
.toasts .rest { justify-self: end; padding: 4px 12px; border-radius: 99px; background: var(--text); color: var(--surface);
  font-size: 12px; pointer-events: auto; }
@keyframes arrive { from { opacity: 0; transform: translateX(24px) } }

.preferences { padding: 4px 18px 20px; }
.preferences fieldset { border: 0; margin: 0; padding: 14px 0 4px; min-width: 0; }
.preferences legend { padding: 0; font-weight: 650; }
.preferences h3 { margin: 12px 0 2px; font-size: 12px; font-weight: 600; color: var(--muted); }
.row { display: flex; align-items: center; gap: 10px; padding: 6px 0; cursor: pointer; }
.row > span:first-child { flex: 1; }
.row small { color: var(--muted); }
.row input[type=time], .row select { padding: 5px 8px; border: 1px solid var(--line); border-radius: 8px;
  background: var(--raised); max-width: 200px; }
.switch { appearance: none; flex: none; width: 38px; height: 22px; margin: 0; border-radius: 11px; cursor: pointer;
  background: color-mix(in srgb, var(--muted) 55%, var(--surface)); transition: background .15s; position: relative; }
.switch::after { content: ""; position: absolute; top: 3px; left: 3px; width: 16px; height: 16px; border-radius: 50%;
  background: #fff; transition: translate .15s; }
.switch:checked { background: var(--accent); }
.switch:checked::after { translate: 16px 0; background: var(--on-accent); }
.switch:disabled { opacity: .5; cursor: default; }
.days { display: flex; gap: 6px; padding: 6px 0; }
.days label { position: relative; flex: 1; }
.days input { position: absolute; inset: 0; opacity: 0; margin: 0; width: 100%; height: 100%; cursor: pointer; }
.days span { display: block; padding: 5px 0; border-radius: 8px; text-align: center; font-size: 13px; background: var(--raised);
  color: var(--muted); border: 1px solid transparent; }
.days input:checked + span { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
.days input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: 1px; }
.said { min-height: 20px; padding: 6px 18px; color: var(--muted); font-size: 13px; border-top: 1px solid var(--line); }
.said.failed { color: var(--danger); }
.said.done:empty { min-height: 0; padding: 0; border: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

@media (max-width: 520px) {
  .panel { position: fixed; inset: 8px 8px auto; width: auto; max-width: none; height: calc(100dvh - 16px);
    max-height: calc(100dvh - 16px); }
  .toasts { position: fixed; top: 8px; right: 8px; left: 8px; width: auto; max-width: none; }
}
@media (prefers-reduced-motion: reduce) { *, ::before, ::after { animation: none !important; transition: none !important; } }
`);
