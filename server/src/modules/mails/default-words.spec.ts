import { TEMPLATE_IDS } from '@clarion/database/templates/email-template.entity';
import { checkTemplate, readTemplate, renderTemplate } from '@clarion/domain/templates';
import { DEFAULT_LOCALE, type Locale, LOCALES, registerDictionary } from '@clarion/i18n';
import { DICTIONARIES } from '@clarion/i18n/all';
import { afterEach, describe, expect, it } from '@jest/globals';
import { defaultWords } from './default-words.js';
import { rawNamesOf, variablesOf } from './mail-catalogue.js';

const EACH = Object.keys(LOCALES) as Locale[];

afterEach(() => registerDictionary(DEFAULT_LOCALE, DICTIONARIES[DEFAULT_LOCALE]!));

describe('words that the site comes with', () => {
  it.each(EACH)('in %s name what their variables hold and what nobody may miss', (locale) => {
    for (const id of TEMPLATE_IDS) {
      const { subject, html, text } = defaultWords(id, locale);
      const declared = variablesOf(id);
      const optional = declared.map(({ isRequired: _, ...declaration }) => declaration);
      const parts = [
        [subject, 'text', optional],
        [text, 'text', html === '' ? optional : declared],
        ...(html === '' ? [] : [[html, 'html', declared] as const]),
      ] as const;
      for (const [part, mode, names] of parts) expect([id, checkTemplate(part, mode, names)]).toEqual([id, []]);
      const samples = Object.fromEntries(declared.map(({ name, sample }) => [name, sample]));
      expect(renderTemplate(readTemplate(html), 'html', samples, new Set(rawNamesOf(id))).length).toBeLessThan(20_480);
      // Raw HTML only where the variable is HTML.
      expect([...html.matchAll(/\{\{\{(\w+)/g)].map(([, name]) => name)).toEqual(id === 'subscription_update' ? ['update_text'] : []);
    }
  });

  it('stand also when an owner writes braces and markup into a sentence', () => {
    const evil = { 'mail.code.text': '{{#each}} {site}}} <b>', 'mail.code.subject': '{{{code}' };
    registerDictionary('en', { ...DICTIONARIES.en, ...evil });
    const { html, subject } = defaultWords('subscription_account_code', 'en');
    const values = { site_name: 'Acme', email_code: '1' };
    expect(renderTemplate(readTemplate(html), 'html', values)).toContain('#each Acme &lt;b&gt;');
    expect(renderTemplate(readTemplate(subject), 'text', values)).toBe('1');
  });
});
