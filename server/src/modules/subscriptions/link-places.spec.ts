import { readTemplate, renderTemplate } from '@clarion/domain/templates';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { textOfHtml } from '../../platform/markdown/text-of-html.js';
import { aPlace, fillPlaces } from './link-places.js';

const token = fc.stringMatching(/^[0-9]{1,9}-[a-z]{4,12}-[0-9a-f]{32}$/);
const piece = fc.oneof(
  fc.constantFrom(
    '{{manage_url}}',
    '{{{manage_url}}}',
    '{{#manage_url}}<a href="{{manage_url}}">{{title}}</a>{{/manage_url}}',
    '{{title}}',
    '\n',
  ),
  fc.string().filter((text) => !/[{}\\]/.test(text)),
);

describe('a text that is written once for many readers', () => {
  it('says to each what it would say if it were written for them alone', () => {
    fc.assert(
      fc.property(fc.array(piece), token, fc.string(), (pieces, manage, title) => {
        const template = readTemplate(pieces.join(''));
        const write = (link: string) => {
          const variables = { manage_url: `https://a.test/subscribe/${link}`, title };
          const html = renderTemplate(template, 'html', variables);
          return { type: 'mail', subject: renderTemplate(template, 'text', variables), html, text: textOfHtml(html) } as const;
        };
        const place = aPlace();
        expect(fillPlaces(write(place), [[place, manage]])).toEqual(write(manage));
      }),
    );
  });

  it('keeps what is not filled in', () => {
    const message = { type: 'mail', subject: 'a', html: 'b', text: 'c', headers: { 'x-d': 'e' } } as const;
    expect(fillPlaces(message, [[aPlace(), 'x']])).toEqual(message);
  });
});
