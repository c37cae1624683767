import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderMarkdown, textOfMarkdown } from '../../../platform/markdown/markdown.js';
import { link, markdownOfHtml, plain, table } from './markdown-text.js';

const wordsOf = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('Markdown of names', () => {
  it('reads as the name it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (name) => {
        // A paragraph of its own, so that nothing in front can be a list, a heading or a rule.
        expect(textOfMarkdown(`Name: ${plain(name)}`)).toBe(wordsOf(`Name: ${name}`));
      }),
    );
  });

  it('stays in its cell and its link', () => {
    expect(table(['A'], [[plain('a | b')]])).toBe('| A |\n| --- |\n| a \\| b |');
    expect(link('a](b', 'https://x.example/a b)')).toBe('[a\\](b](https://x.example/a%20b%29)');
  });
});

describe('Markdown of HTML', () => {
  it.each([
    ['<p>We <strong>see</strong> <em>it</em>.</p><p>Second.</p>', 'We **see** *it*.\n\nSecond.'],
    [
      '<ul>\n<li>One</li>\n<li><a href="https://x.example/?a=1&amp;b=2" rel="x">Two</a></li>\n</ul>',
      '- One\n- [Two](https://x.example/?a=1&b=2)',
    ],
    ['<pre><code>a &lt; b\n  c</code></pre>', '```\na < b\n  c\n```'],
    ['<h2>What happened</h2><p>A queue</p>', '#### What happened\n\nA queue'],
    ['<p>2 * 3 &lt; 7_a</p>', '2 \\* 3 \\< 7\\_a'],
    ['', ''],
  ])('%s', (html, expected) => {
    expect(markdownOfHtml(html)).toBe(expected);
  });

  it('keeps the words of what people write', () => {
    for (const text of [
      'Hello **you**',
      '# Big\n\nand `code`',
      '1. one\n2. two',
      '> said\n\n[a](https://x.example)',
      'a <b>tag</b> & more',
    ]) {
      expect(textOfMarkdown(markdownOfHtml(renderMarkdown(text)))).toBe(textOfMarkdown(text));
    }
  });
});
