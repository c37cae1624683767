import { describe, expect, it } from '@jest/globals';
import type { PageContent } from '@clarion/database/pages/page-draft.entity';
import fc from 'fast-check';
import { changesBetween, withoutGone } from './page-content.js';
import { monitorsIn } from './page-sections.js';

const section = (id: number | null, name: string, monitors: string[]) => ({
  id,
  name,
  description: null,
  open: 'always' as const,
  monitors,
});
const content = (changes: Partial<PageContent> = {}): PageContent => ({
  pagePath: 'eu',
  pageTitle: 'EU',
  pageHeader: 'Europe',
  pageSubheader: null,
  pageLogo: null,
  pageSettings: { incidents: { enabled: false } },
  unsectioned: ['a', 'b'],
  sections: [section(1, 'Shop', ['c', 'd']), section(2, 'Mail', ['e'])],
  ...changes,
});

describe('changesBetween', () => {
  it.each<[string, Partial<PageContent>, object[]]>([
    ['nothing', {}, []],
    ['a title', { pageTitle: 'Europe' }, [{ subject: 'page', kind: 'changed', name: 'page_title', before: 'EU', after: 'Europe' }]],
    ['a logo', { pageLogo: '/l.png' }, [{ subject: 'page', kind: 'added', name: 'page_logo', before: null, after: '/l.png' }]],
    [
      'a setting',
      { pageSettings: { incidents: { enabled: true }, meta_page_title: 'M' } },
      [
        { subject: 'setting', kind: 'changed', name: 'incidents.enabled', before: false, after: true },
        { subject: 'setting', kind: 'added', name: 'meta_page_title', before: null, after: 'M' },
      ],
    ],
    ['settings that follow the site again', { pageSettings: null }, [{ subject: 'setting', kind: 'removed', name: 'incidents.enabled' }]],
    [
      'a monitor that came and one that left',
      { unsectioned: ['a', 'x'] },
      [
        { subject: 'monitor', kind: 'added', name: 'x', after: '' },
        { subject: 'monitor', kind: 'removed', name: 'b', before: '' },
      ],
    ],
    [
      'a monitor in another section',
      { unsectioned: ['a'], sections: [section(1, 'Shop', ['c', 'b', 'd']), section(2, 'Mail', ['e'])] },
      [{ subject: 'monitor', kind: 'moved', name: 'b', before: '', after: 'Shop' }],
    ],
    ['an order', { unsectioned: ['b', 'a'] }, [{ subject: 'order', kind: 'moved', name: '', before: ['a', 'b'], after: ['b', 'a'] }]],
    [
      'an order of sections',
      { sections: [section(2, 'Mail', ['e']), section(1, 'Shop', ['c', 'd'])] },
      [{ subject: 'order', kind: 'moved', name: 'sections', before: ['Shop', 'Mail'], after: ['Mail', 'Shop'] }],
    ],
    [
      'a section with another name',
      { sections: [section(1, 'Store', ['c', 'd']), section(2, 'Mail', ['e'])] },
      [{ subject: 'section', kind: 'changed', name: 'Shop', after: { name: 'Store', description: null, open: 'always' } }],
    ],
    [
      'a section in the place of another',
      { sections: [section(1, 'Shop', ['c', 'd']), section(null, 'Post', ['e'])] },
      [
        { subject: 'section', kind: 'added', name: 'Post' },
        { subject: 'section', kind: 'removed', name: 'Mail' },
        { subject: 'monitor', kind: 'moved', name: 'e', before: 'Mail', after: 'Post' },
      ],
    ],
  ])('tells of %s', (_what, after, changes) => {
    const found = changesBetween(content(), content(after));
    expect(found).toEqual(changes.map((each) => expect.objectContaining(each)));
  });

  it('finds nothing between a page and itself, and something wherever two differ', () => {
    const tags = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f']);
    fc.assert(
      fc.property(tags, tags, (before, after) => {
        const changes = changesBetween(content({ unsectioned: before, sections: [] }), content({ unsectioned: after, sections: [] }));
        expect(changes.length === 0).toBe(before.join() === after.join());
      }),
    );
  });
});

it('forgets monitors that are gone', () => {
  expect(monitorsIn(withoutGone(content(), new Set(['a', 'e'])))).toEqual(['a', 'e']);
});
