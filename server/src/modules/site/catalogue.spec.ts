import { expect, it } from '@jest/globals';
import { checkSetting } from './catalogue.js';

it.each([
  ['siteName', ' Acme ', 'Acme'],
  ['siteName', 42, '42'],
  ['siteURL', 'https://status.acme.test/', 'https://status.acme.test'],
  ['logo', '/assets/images/abc.png', '/assets/images/abc.png'],
  ['homeIncidentCount', 7, '7'],
  ['themeToggle', 'YES', 'YES'],
  ['dataRetentionPolicy', { enabled: true, retentionDays: -3 }, { enabled: true, retentionDays: 1 }],
  ['announcement', null, null],
  [
    'colors',
    { UP: '#1F8F55', DOWN: '#A81028', DEGRADED: '#C07A00', MAINTENANCE: '#2A5BD7' },
    { UP: '#1F8F55', DOWN: '#A81028', DEGRADED: '#C07A00', MAINTENANCE: '#2A5BD7' },
  ],
])('stores %s sent as %j', (key, sent, stored) => {
  expect(checkSetting(key, sent)).toEqual(stored);
});

it.each([
  ['siteName', '  ', 'siteName must be a non-empty string'],
  ['siteURL', 'ftp://x', 'siteURL must be an http(s) URL'],
  ['siteURL', 'https://a.test/path', 'siteURL must be an origin without a path'],
  ['home', {}, 'home must be a string'],
  ['logo', '//evil.test/x.png', 'logo must be an http(s) URL or a path that starts with /'],
  ['theme', 'blue', 'theme must be one of light, dark, system, none, (empty)'],
  ['colors', { UP: 'green' }, 'colors.UP must be a colour like #1f8f55'],
  ['nav', [{ name: 'x', url: 'javascript:alert(1)' }], 'nav[0].url must be an http(s) URL or a path that starts with /'],
  ['customCSS', 'a{}</STYLE>', 'customCSS must not contain </style'],
  [
    'i18n',
    { defaultLocale: 'de', locales: [{ code: 'en', name: 'English', selected: true }] },
    'i18n.defaultLocale must be one of the selected locales',
  ],
  ['nope', 1, 'Unknown site key nope'],
  ['__proto__', 1, 'Unknown site key __proto__'],
])('refuses %s sent as %j and says why', (key, sent, message) => {
  expect(() => checkSetting(key, sent)).toThrow(message);
});

it('keeps members it does not know', () => {
  expect(checkSetting('hero', { title: 'T', subtitle: 'S', extra: 1 })).toEqual({ title: 'T', subtitle: 'S', extra: 1 });
});
