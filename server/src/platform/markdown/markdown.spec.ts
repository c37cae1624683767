import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderMarkdown, sanitizeHtml, textOfMarkdown } from './markdown.js';

describe('renderMarkdown', () => {
  it('renders what people write', () => {
    expect(renderMarkdown('Hello **world**')).toBe('<p>Hello <strong>world</strong></p>');
    expect(renderMarkdown('')).toBe('');
  });

  it('marks links so that they hand nothing on', () => {
    expect(renderMarkdown('[docs](https://example.com)')).toBe('<p><a href="https://example.com" rel="nofollow noopener">docs</a></p>');
    expect(renderMarkdown('<a href="/x" target="_blank" onclick="x()">x</a>')).toContain(
      '<a href="/x" target="_blank" rel="nofollow noopener">',
    );
  });

  it.each([
    ['script', '<script>alert(1)</script>'],
    ['an event attribute', '<img src="https://e.test/x.png" onerror="alert(1)">'],
    ['a script address', '[x](javascript:alert(1))'],
    ['a script address in HTML', '<a href=" java\nscript:alert(1)">x</a>'],
    ['an address of another scheme', '<a href="data:text/html,x">x</a>'],
    ['style, class and id', '<p style="position:fixed" class="a" id="b">x</p>'],
    ['a frame', '<iframe src="https://e.test"></iframe>'],
    ['a form', '<form action="https://e.test"><input name="a"><button>b</button></form>'],
    ['svg', '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>'],
    ['a template', '<template><img src=x onerror=alert(1)></template>'],
  ])('takes out %s', (_name, source) => {
    for (const html of [renderMarkdown(source), sanitizeHtml(source)]) {
      expect(html).not.toMatch(
        /<(script|iframe|form|input|button|svg|template|style)|onerror|onclick|style=|class=|id=|(href|src)="?\s*(java|data)/i,
      );
    }
  });

  it('never lets markup through that it would take out a second time', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = renderMarkdown(text);
        expect(sanitizeHtml(once)).toBe(once);
      }),
    );
  });
});

describe('textOfMarkdown', () => {
  it('keeps the words alone', () => {
    expect(textOfMarkdown('# EU & US\n\nAll *our* services <script>x</script> "here"')).toBe('EU & US All our services "here"');
  });
});
