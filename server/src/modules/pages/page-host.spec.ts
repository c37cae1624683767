import { describe, expect, it } from '@jest/globals';
import { hostOf, pathOnHost } from './page-host.js';

describe('hostOf', () => {
  it.each([
    ['status.acme.test', 'status.acme.test'],
    [' Status.ACME.test. ', 'status.acme.test'],
    ['größe.example', 'xn--gre-6ka8i.example'],
  ])('takes %j as %s', (text, host) => expect(hostOf(text)).toBe(host));

  it.each([
    '',
    'localhost',
    '127.0.0.1',
    '[::1]',
    'a b.test',
    'a.test:80',
    'https://a.test',
    'a.test/x',
    '-a.test',
    'a..test',
    `${'a'.repeat(64)}.test`,
  ])('does not take %j', (text) => expect(hostOf(text)).toBeNull());
});

describe('pathOnHost', () => {
  it.each([
    ['/', '/eu'],
    ['/?tz=UTC', '/eu?tz=UTC'],
    ['/monitors/shop?range=7d', '/eu/monitors/shop?range=7d'],
    ['/incidents/7', '/eu/incidents/7'],
    ['/maintenances', '/eu/maintenances'],
    ['/events/January-2026', '/eu/events/January-2026'],
    ['/rss.xml', '/eu/rss.xml'],
  ])('reads %s as %s', (path, meant) => expect(pathOnHost('eu', path)).toBe(meant));

  it.each([
    '/eu',
    '/eu/monitors/shop',
    '/main-AB.js',
    '/api/v4/public/pages/eu/snapshot',
    '/assets/images/a.png',
    '/manage',
    '/robots.txt',
    // Its badges and frames are those of the site.
    '/badge/shop/status',
    '/embed/monitor-shop?theme=dark',
    '/embed/events/live/js',
  ])('leaves %s', (path) => expect(pathOnHost('eu', path)).toBeNull());

  it('leaves everything on the host of the home page', () => expect(pathOnHost('', '/')).toBeNull());
});
