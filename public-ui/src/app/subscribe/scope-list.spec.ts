import { aPage, someMonitors } from '../../../testing/fixtures.ts';
import type { Scope } from '../chrome/subscribing';
import { includes, isCovered, linesOf, outlineOf, type PageOutline, toggled } from './scope-list';

const HOME: PageOutline = {
  path: '',
  title: 'All',
  sections: [
    { id: null, name: '', monitors: [{ tag: 'web', name: 'Web' }] },
    { id: 7, name: 'Payments', monitors: [{ tag: 'cards', name: 'Cards' }] },
  ],
};
const EU: PageOutline = { path: 'eu', title: 'Europe', sections: [{ id: null, name: '', monitors: [{ tag: 'cards', name: 'Cards' }] }] };

const page: Scope = { type: 'page', page_path: '~home' };
const section: Scope = { type: 'section', section_id: 7 };
const cards: Scope = { type: 'monitor', monitor_tag: 'cards' };
const incident: Scope = { type: 'incident', incident_id: 3 };

describe('what can be chosen', () => {
  it('is listed in the order of the pages; a single page is no choice of its own', () => {
    expect(linesOf([HOME]).map(({ kind, name }) => `${kind} ${name}`)).toEqual(['monitor Web', 'section Payments', 'monitor Cards']);
    expect(linesOf([HOME, EU]).map(({ scope }) => scope)).toEqual([
      page,
      { type: 'monitor', monitor_tag: 'web' },
      section,
      cards,
      { type: 'page', page_path: 'eu' },
      cards,
    ]);
  });

  it('contains what stands below it, and drops what need not be named any more', () => {
    const lines = linesOf([HOME, EU]);
    const [home, , payments, card] = lines;
    const some = toggled(card!, [incident], lines);
    expect(some).toEqual([incident, cards]);
    const all = toggled(payments!, some, lines);
    expect(all).toEqual([incident, section]);
    expect(isCovered(card!, all)).toBe(true);
    expect(isCovered(lines[5]!, all)).toBe(false);
    expect(toggled(home!, all, lines)).toEqual([incident, page]);
    expect(toggled(home!, [incident, page], lines)).toEqual([incident]);
    expect(includes(all, { type: 'page', page_path: '' })).toBe(false);
  });

  it('is read from a snapshot: named sections have numbers, the rest has not', () => {
    const monitors = someMonitors(2);
    const tags = monitors.map(({ tag }) => tag);
    const shown = { descriptionHtml: null, open: 'always' } as const;
    const sections = [
      { id: 'all', name: null, ...shown, tags: [tags[0]!] },
      { id: '4', name: 'Payments', ...shown, tags: [tags[1]!, 'gone'] },
    ];
    expect(outlineOf(aPage({ monitors, sections }))?.sections).toEqual([
      { id: null, name: '', monitors: [{ tag: tags[0], name: monitors[0]!.name }] },
      { id: 4, name: 'Payments', monitors: [{ tag: tags[1], name: monitors[1]!.name }] },
    ]);
  });
});
