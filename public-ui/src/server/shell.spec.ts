import { aNotFound, aPage, aSite } from '../../testing/fixtures.ts';
import { type BuiltFiles, emptyDocument, headHtml } from './shell';

const files: BuiltFiles = {
  main: 'main-A.js',
  preloads: ['chunk-B.js'],
  css: { all: 'a{}', page: 'b{}', monitor: 'c{}', 'not-found': '', print: 'd{}' },
  eventScript: '',
};

describe('the document around the page', () => {
  it('carries what the first script needs', () => {
    expect(emptyDocument(aPage({ site: aSite({ theme: 'dark' }) }), files)).toContain(
      '<html lang="en" dir="ltr" data-theme="dark" data-generated="1795183500">',
    );
  });

  it('finds its files below the base path', () => {
    const head = headHtml(aPage(), files, '/status/', '/status/');
    expect(head).toContain('<script type="module" src="/status/main-A.js">');
    expect(head).toContain('<link rel="modulepreload" href="/status/chunk-B.js">');
  });

  it('lets nothing of the owner’s words out of its place', () => {
    const plain = aPage();
    const head = headHtml(
      { ...plain, page: { ...plain.page, metaTitle: '</title><script>', metaDescription: '"><script>' } },
      files,
      '/',
      '/',
    );
    expect(head).toContain('<title>&lt;/title&gt;&lt;script&gt;</title>');
    expect(head).toContain('content="&quot;&gt;&lt;script&gt;"');
  });

  it('brings the style sheets of its kind', () => {
    expect(headHtml(aPage(), files, '/', '/')).toContain('<style>a{}b{}d{}</style>');
    expect(headHtml(aNotFound(), files, '/', '/x')).toContain('<style>a{}d{}</style>');
  });

  it('brings the sheet of the site behind its own, for a site that has one', () => {
    const head = headHtml(aPage({ site: aSite({ stylesheet: '/assets/site/0123456789abcdef.css' }) }), files, '/status/', '/status/');
    expect(head.split('</style>')[1]).toContain('<link rel="stylesheet" href="/status/assets/site/0123456789abcdef.css">');
    expect(headHtml(aPage(), files, '/', '/')).not.toContain('rel="stylesheet"');
  });

  it('names its canonical address only where there is one', () => {
    expect(headHtml(aPage({ site: aSite({ url: 'https://status.example.com' }) }), files, '/', '/eu')).toContain(
      '<link rel="canonical" href="https://status.example.com/eu">',
    );
    expect(headHtml(aNotFound({ site: aSite({ url: 'https://status.example.com' }) }), files, '/', '/x')).not.toContain('canonical');
  });

  it('keeps search engines away from what is not there', () => {
    expect(headHtml(aNotFound(), files, '/', '/x')).toContain('<meta name="robots" content="noindex">');
  });
});
