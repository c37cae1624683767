import type { PageChange } from '../../api/pages.js';
import { changeLine } from './change-words.js';

const nameOf = (tag: string) => `Monitor ${tag.toUpperCase()}`.slice(8);
const words = (change: PageChange) => {
  const { what, before, after } = changeLine(change, nameOf);
  return `${what}: ${before} → ${after}`;
};

describe('changeLine', () => {
  it.each<[PageChange, string]>([
    [{ subject: 'page', kind: 'changed', name: 'page_title', before: 'A', after: 'B' }, 'Title: A → B'],
    [{ subject: 'page', kind: 'added', name: 'page_logo', before: null, after: '/a.png' }, 'Logo: none → /a.png'],
    [{ subject: 'page', kind: 'changed', name: 'page_path', before: 'a', after: 'b' }, 'Path: /a → /b'],
    [
      { subject: 'setting', kind: 'removed', name: 'incidents.enabled', before: false, after: null },
      'Incidents: hidden → as the site says',
    ],
    [{ subject: 'setting', kind: 'added', name: 'of.later', before: null, after: 3 }, 'of.later: as the site says → 3'],
    [
      { subject: 'section', kind: 'added', name: 'Shop', before: null, after: { name: 'Shop', description: 'Ours', open: 'never' } },
      'Section Shop: not there → Shop, closed, Ours',
    ],
    [{ subject: 'monitor', kind: 'moved', name: 'a', before: '', after: 'Shop' }, 'Monitor A: no section → Shop'],
    [{ subject: 'monitor', kind: 'removed', name: 'a', before: 'Shop', after: null }, 'Monitor A: Shop → not on the page'],
    [
      { subject: 'order', kind: 'moved', name: '', before: ['a', 'b'], after: ['b', 'a'] },
      'Order in the list without a section: A, B → B, A',
    ],
    [{ subject: 'order', kind: 'moved', name: 'sections', before: ['x', 'y'], after: ['y', 'x'] }, 'Order of sections: x, y → y, x'],
  ])('%j', (change, line) => {
    expect(words(change)).toBe(line);
  });
});
