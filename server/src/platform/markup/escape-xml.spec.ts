import { describe, expect, it } from '@jest/globals';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { cdata, escapeXml } from './escape-xml.js';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom(']]>', ']]', '>', '<!--', '&', '"', "'", '\u0000', '\u000b', '\ufffe', '\ud800', '<script>', 'ü'))
    .map((parts) => parts.join('')),
);
const parser = new XMLParser({ ignoreAttributes: false, trimValues: false, parseTagValue: false, parseAttributeValue: false });

describe('markup out of any text', () => {
  it('SEC-52 is well-formed and says the text, but for what XML cannot say', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const document = `<a b="${escapeXml(text)}">${escapeXml(text)}</a>`;
        expect(XMLValidator.validate(document)).toBe(true);
        // eslint-disable-next-line no-control-regex -- they are what is looked for
        expect(document).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
      }),
    );
  });

  it('SEC-52 never ends a CDATA section before its time', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const inside = cdata(`x${text}x`);
        expect(XMLValidator.validate(`<a>${inside}</a>`)).toBe(true);
        expect(inside.replaceAll(']]]]><![CDATA[>', '').slice(9, -3)).not.toContain(']]>');
      }),
    );
  });

  it('reads back as it was', () => {
    const text = 'a ]]> b & <c> "d" \u0001';
    expect(parser.parse(`<r><a>${escapeXml(text)}</a><b>${cdata(text)}</b></r>`)).toEqual({
      r: { a: 'a ]]> b & <c> "d" ', b: 'a ]]> b & <c> "d" ' },
    });
  });
});
