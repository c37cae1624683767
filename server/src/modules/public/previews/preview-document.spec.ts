import { describe, expect, it } from '@jest/globals';
import { publicPolicy } from '../http/policies.js';
import { stillHtml, stillPolicy } from './preview-document.js';

describe('the picture of a page', () => {
  it('holds nothing that runs, refreshes or is fetched to run', () => {
    const html =
      '<html><head><meta charset="utf-8"><script>a()</script><link rel="modulepreload" href="/main.js"><script type="module" src="/main.js"></script>' +
      '<link rel="stylesheet" href="/a.css"><noscript><meta http-equiv="refresh" content="60"></noscript></head><body><p>Hello</p></body></html>';
    expect(stillHtml(html)).toBe(
      '<html data-script=""><head><meta name="robots" content="noindex"><base target="_blank"><meta charset="utf-8"><link rel="stylesheet" href="/a.css"></head><body><p>Hello</p></body></html>',
    );
  });

  it('may be framed by the dashboard and may do nothing', () => {
    const policy = stillPolicy(publicPolicy(['sha256-abc=']));
    expect(policy).toContain(`script-src 'none'`);
    expect(policy).toContain(`connect-src 'none'`);
    expect(policy).toContain(`frame-ancestors 'self'`);
    expect(policy).toContain(`style-src 'self' 'unsafe-inline'`);
    expect(policy).not.toContain('sha256');
  });
});
