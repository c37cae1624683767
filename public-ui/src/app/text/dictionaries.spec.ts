import { TestBed } from '@angular/core/testing';

import { aPage, aSite } from '../../../testing/fixtures.ts';
import { setUp } from '../../../testing/setup.ts';
import { Dictionaries } from './dictionaries';
import { Texts } from './texts';

const GERMAN = '/assets/i18n/de.1.json';

describe('Dictionaries', () => {
  it('bring the words that a page came without, once', async () => {
    const locales = [{ code: 'de', name: 'Deutsch', file: GERMAN }];
    const snapshot = aPage({ locale: 'de', site: aSite({ locales }) });
    const { link } = setUp(snapshot);
    const [dictionaries, texts] = [TestBed.inject(Dictionaries), TestBed.inject(Texts)];
    await dictionaries.complete(snapshot);
    expect(link.asked.map(({ url }) => url)).toEqual([GERMAN]);
    expect(texts.say('nav.subscribe')).toBe('Subscribe');
    link.answers.push(Response.json({ 'nav.subscribe': 'Abonnieren' }));
    await dictionaries.complete(snapshot);
    await dictionaries.complete(snapshot);
    expect(link.asked).toHaveLength(2);
    expect(texts.say('nav.subscribe')).toBe('Abonnieren');
  });

  it('ask for nothing where everything is in the script', async () => {
    const { link } = setUp(aPage());
    await TestBed.inject(Dictionaries).complete(aPage());
    expect(link.asked).toEqual([]);
  });
});
