import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fileOf, linksIn } from './links.js';

const PLACE = { origins: ['http://localhost:3000', 'https://status.example.test'], basePath: '/status' };

describe('linksIn', () => {
  it('finds what lies below the base path, once, without query and fragment', () => {
    const html = `
      <link rel="alternate" href="/status/rss.xml"><script src="main-ABCDEFGH.js"></script>
      <meta property="og:image" content="https://status.example.test/status/og.png?v=1"><meta name="description" content="All is well">
      <a href="/status/monitors/a?range=7d&amp;day=2026-11-20#x">a</a><a href="/status/monitors/a">again</a><a href="/status/">self</a>
      <a href="/other">outside</a><a href="https://elsewhere.test/status/x">far</a><a href="//evil.test/status/y">far</a><a href="#top">top</a>
      <a href="mailto:a@b.test">mail</a><a href="javascript:alert(1)">no</a>`;
    expect(linksIn(html, '/', PLACE)).toEqual(['/rss.xml', '/main-ABCDEFGH.js', '/og.png', '/monitors/a']);
  });
});

describe('fileOf', () => {
  it.each([
    ['/', true, 'index.html'],
    ['/eu', true, 'eu/index.html'],
    ['/eu/monitors/a', true, 'eu/monitors/a/index.html'],
    ['/rss.xml', false, 'rss.xml'],
    ['/badge/a/status', false, 'badge/a/status'],
    ['/badge/_/dot', false, 'badge/_/dot'],
    ['/', false, null],
    ['/../etc/passwd', false, null],
    ['/a/..%2fb', false, null],
    ['/.hidden', false, null],
    ['/a b', false, null],
  ])('calls %s (document: %s) %s', (path, isDocument, file) => {
    expect(fileOf(path, isDocument)).toBe(file);
  });

  it('never leaves the directory', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (path, isDocument) => {
        const file = fileOf(path, isDocument);
        return file === null || (!file.startsWith('/') && file.split('/').every((part) => part !== '' && part !== '.' && part !== '..'));
      }),
    );
  });
});
