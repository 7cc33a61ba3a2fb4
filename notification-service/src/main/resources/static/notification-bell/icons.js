import {svg} from './dom.js';

/** Lines on a field of 24 by 24; the names are those of the templates. */
const LINES = {
  bell: ['M6 9.5a6 6 0 0 1 12 0c0 5.5 2 7 2 7H4s2-1.5 2-7', 'M10 20a2.2 2.2 0 0 0 4 0'],
  close: ['M6 6l12 12', 'M18 6L6 18'],
  check: ['M5 12.500l4.5 4.500L19 7.5'],
  'check-all': ['M2.5 12.500l4.5 4.5 9-9.5', 'M12 16l1 1 8.5-9'],
  unread: ['M13.5 6H4v13h16v-7.5', 'M4 8.500l8 6 3.5-2.6', 'M19 8.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z'],
  archive: ['M4 8.500v10h16v-10', 'M3 5h18v3.500H3z', 'M10 12.500h4'],
  settings: ['M4 7h9', 'M19 7h1', 'M16 4.500v5', 'M4 17h1', 'M11 17h9', 'M8 14.500v5', 'M4 12h16'],
  back: ['M14.5 5.500L8 12l6.5 6.5'],
  user: ['M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z', 'M4.5 20.500a7.5 7.5 0 0 1 15 0'],
  'user-plus': ['M10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z', 'M3 20.500a7 7 0 0 1 12.5-4.3', 'M19 15v6', 'M16 18h6'],
  'user-switch': ['M10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z', 'M3 20.500a7 7 0 0 1 9-6.7', 'M14 17h7l-2-2', 'M21 20h-7l2 2'],
  swap: ['M4 9h15l-4-4', 'M20 15H5l4 4'],
  rollback: ['M9 6L4.5 10.5 9 15', 'M4.5 10.500H15a4.5 4.5 0 0 1 0 9h-4'],
  sync: ['M19.5 10A8 8 0 0 0 5 8', 'M5 4v4h4', 'M4.5 14A8 8 0 0 0 19 16', 'M19 20v-4h-4'],
  message: ['M4 5h16v11H11l-4 3.500V16H4z', 'M8 9.500h8', 'M8 12.500h5'],
  'clock-circle': ['M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z', 'M12 7.500V12l3 2'],
  'file-text': ['M6 3.500h8l4 4v13H6z', 'M14 3.500v4h4', 'M9 12h6', 'M9 15.500h6'],
  'file-add': ['M6 3.500h8l4 4v13H6z', 'M14 3.500v4h4', 'M12 11v6', 'M9 14h6'],
  'file-done': ['M6 3.500h8l4 4v13H6z', 'M14 3.500v4h4', 'M9 14l2 2 4-4'],
  'file-sync': ['M6 3.500h8l4 4v13H6z', 'M14 3.500v4h4', 'M9 13h6l-2-2', 'M15 16H9l2 2'],
  'bar-chart': ['M5 20V11', 'M12 20V4', 'M19 20v-6', 'M3 20h18'],
  'carry-out': ['M4.5 6h15v14h-15z', 'M8 3.500V8', 'M16 3.500V8', 'M8.5 14l2.5 2.5 4.5-4.5'],
  solution: ['M5 3.500h14v17H5z', 'M9 8h6', 'M9 12h6', 'M9 16h3'],
  notification: ['M4 10v4h3l7 4.500v-13L7 10z', 'M17.5 9a4.5 4.5 0 0 1 0 6'],
  alert: ['M12 4l9 16H3z', 'M12 10v4.5', 'M12 17v.5'],
  lock: ['M5.5 11h13v9.500h-13z', 'M8.5 11V8a3.5 3.5 0 0 1 7 0v3'],
  safety: ['M12 3.500l7.5 3v5c0 4.5-3 7.5-7.5 9-4.5-1.5-7.5-4.5-7.5-9v-5z', 'M9 12l2 2 4-4'],
};

/** Decoration beside a text, or inside a button that has a label. */
export function icon(name) {
  const paths = (LINES[name] ?? LINES.bell).map(d => svg('path', {d}));
  return svg('svg', {viewBox: '0 0 24 24', 'aria-hidden': 'true', class: 'icon'}, ...paths);
}
