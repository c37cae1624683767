import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { embedAt } from './embed-request.js';
import { embedScript, literal } from './embed-script.js';

const FACTS = {
  path: '/base/embed/monitor-api?theme=dark',
  own: '/base/embed/monitor-api/js',
  slug: 'monitor-api',
  height: 70,
  title: 'Status',
};

/** A page elsewhere that has loaded the script. */
function load(facts = FACTS) {
  const { window } = new JSDOM('<p>before</p><script src="https://status.test/base/embed/monitor-api/js?x=1"></script><p>after</p>', {
    url: 'https://blog.test/',
    runScripts: 'outside-only',
  });
  window.eval(embedScript(facts));
  const frame = window.document.querySelector('iframe')!;
  const say = (data: unknown, origin = 'https://status.test', source: unknown = frame.contentWindow): void =>
    void window.dispatchEvent(new window.MessageEvent('message', { data, origin, source }));
  return { window, frame, say };
}

describe('the script of a frame', () => {
  it('puts the frame behind itself, in the zone of the reader', () => {
    const { frame } = load();
    const url = new URL(frame.src);
    expect([url.origin, url.pathname, url.searchParams.get('theme')]).toEqual(['https://status.test', '/base/embed/monitor-api', 'dark']);
    expect(url.searchParams.get('tz')).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect([frame.height, frame.title, frame.previousElementSibling?.localName]).toEqual(['70', 'Status', 'script']);
  });

  it('follows what that frame says from its own origin', () => {
    const { frame, say } = load();
    say({ slug: 'monitor-api', height: 91.2, title: 'Api · Acme' });
    expect([frame.height, frame.title]).toEqual(['92', 'Api · Acme']);
    say({ slug: 'monitor-api', height: 1e9 });
    expect(frame.height).toBe('10000');
  });

  it('hears nobody else', () => {
    const { window, frame, say } = load();
    say({ slug: 'monitor-api', height: 500 }, 'https://evil.test');
    say({ slug: 'monitor-api', height: 500 }, 'https://status.test', window);
    say({ slug: 'monitor-other', height: 500 });
    for (const data of [null, 'monitor-api', { slug: 'monitor-api' }, { slug: 'monitor-api', height: -1, title: 7 }]) say(data);
    expect([frame.height, frame.title]).toEqual(['70', 'Status']);
  });

  it('SEC-52 says any text as a literal that ends no script', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('</script>', '<!--', '\u2028', '`${x}`')), (text) => {
        const written = literal(text);
        expect(JSON.parse(written)).toBe(text);
        expect(written).not.toMatch(/[<>&\u2028\u2029]/);
      }),
    );
  });
});

describe('embedAt', () => {
  const at = (address: string) => embedAt(address, 'https://status.test', '/base')?.embed ?? null;

  it('reads the frames of its own origin', () => {
    const dark = { kind: 'monitor', tag: 'api', theme: 'dark', days: 90 };
    expect(at('https://status.test/base/embed/monitor-api?theme=dark')).toEqual(dark);
    expect(at('/base/embed/monitor-api?theme=dark')).toEqual(dark);
    expect(at('/base/embed/events/live?incidents=1')).toMatchObject({ kind: 'events', maintenances: false });
  });

  it.each([
    'https://evil.test/base/embed/monitor-api',
    'http://status.test/base/embed/monitor-api',
    '//evil.test/base/embed/monitor-api',
    '/embed/monitor-api',
    '/base/monitors/api',
    'javascript:alert(1)',
    "/base/embed/monitor-api'+alert(1)+'",
    '',
  ])('reads no frame in %j', (address) => {
    expect(at(address)).toBeNull();
  });
});
