import { aContent } from '../../../testing/page-builders.js';
import { listsOf, toContent, toDraft, UNSECTIONED, withMonitors, withMove, withoutMonitor, withoutSection } from './editor-draft.js';

const draft = toDraft(aContent());
const shop = draft.sections[0]!.key;
const itemsOf = (some: typeof draft) => listsOf(some).map(({ items }) => items.join(''));

describe('a page while it is edited', () => {
  it('is sent as it came', () => {
    expect(toContent(draft)).toEqual(aContent());
    const full = aContent({ page_subheader: 'Hi', page_logo: '/assets/images/a.png', page_settings: { own: 1 } });
    expect(toContent(toDraft(full))).toEqual(full);
  });

  it('is sent as the server writes it', () => {
    const typed = {
      ...draft,
      path: 'EU Region',
      title: ' Europe ',
      subheader: '  ',
      sections: [{ ...draft.sections[0]!, name: ' Shop ' }],
    };
    expect(toContent(typed)).toMatchObject({
      page_path: 'eu-region',
      page_title: 'Europe',
      page_subheader: null,
      sections: [{ name: 'Shop' }],
    });
  });

  it('keeps the key of a section that is new while others are taken in', () => {
    const before = [{ key: 'new-x', id: null, name: 'Fresh', description: '', open: 'always' as const, monitors: [] }];
    const fresh = { id: null, name: 'Fresh', description: null, open: 'never' as const, monitors: [] };
    expect(toDraft(aContent({ sections: [fresh] }), before).sections[0]!.key).toBe('new-x');
  });

  it('moves monitors between lists', () => {
    expect(itemsOf(withMove(draft, { item: 'a', to: shop, index: 1 }))).toEqual(['b', 'ca']);
    expect(itemsOf(withMove(draft, { item: 'c', to: UNSECTIONED, index: 0 }))).toEqual(['cab', '']);
  });

  it('takes monitors in once, and lets them go', () => {
    expect(itemsOf(withMonitors(draft, ['d', 'a', 'd', 'e'], shop))).toEqual(['ab', 'cde']);
    expect(itemsOf(withMonitors(draft, ['d'], UNSECTIONED))).toEqual(['abd', 'c']);
    expect(itemsOf(withoutMonitor(draft, 'c'))).toEqual(['ab', '']);
  });

  it('keeps the monitors of a section that goes', () => {
    expect(itemsOf(withoutSection(draft, shop))).toEqual(['abc']);
  });
});
