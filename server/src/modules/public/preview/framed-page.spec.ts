import { describe, expect, it } from '@jest/globals';
import { FRAME_POLICY, framedPage } from './framed-page.js';

describe('framedPage', () => {
  it('looks as with script, and holds none', () => {
    const html =
      '<!doctype html><html lang="en" data-theme="dark"><head><script>a()</script><link rel="modulepreload" href="/chunk.js">' +
      '<script type="module" src="/main.js"></script><noscript><meta http-equiv="refresh" content="60"></noscript></head>' +
      '<body><a href="/monitors/a">A &lt;script&gt;</a><script type="application/json">{\n"a":1}</script><noscript>Reload</noscript></body></html>';
    expect(framedPage(html)).toBe(
      '<!doctype html><html data-script="" lang="en" data-theme="dark"><head><meta name="robots" content="noindex"><base target="_blank"></head>' +
        '<body><a href="/monitors/a">A &lt;script&gt;</a></body></html>',
    );
  });

  it('stays in a frame of ours that neither runs nor opens anything', () => {
    expect(FRAME_POLICY).toContain("frame-ancestors 'self'");
    expect(FRAME_POLICY).toMatch(/sandbox allow-same-origin$/);
    expect(FRAME_POLICY).not.toContain('script-src');
  });
});
