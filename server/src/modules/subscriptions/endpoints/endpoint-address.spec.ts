import { createECDH } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { addressIn, type PostedChannel, pushAddressIn, shownAddress } from './endpoint-address.js';

const SLACK = 'https://hooks.slack.com/services/T01/B01/aBcDeFgH';
const browser = createECDH('prime256v1');
const p256dh = browser.generateKeys('base64url');
const auth = Buffer.alloc(16, 7).toString('base64url');

describe('an address of a subscriber', () => {
  it.each([
    ['webhook', ' HTTPS://Hooks.Acme.test:443/a?b=1#c ', 'https://hooks.acme.test/a?b=1'],
    ['webhook', 'https://bücher.test', 'https://xn--bcher-kva.test/'],
    ['slack', SLACK, SLACK],
    ['discord', 'https://discord.com/api/webhooks/12/token', 'https://discord.com/api/webhooks/12/token'],
    ['discord', 'https://discordapp.com/api/v10/webhooks/12/token', 'https://discordapp.com/api/v10/webhooks/12/token'],
    ['teams', 'https://acme.webhook.office.com/webhookb2/1', 'https://acme.webhook.office.com/webhookb2/1'],
    ['teams', 'https://prod-1.westus.logic.azure.com:443/workflows/1?sig=a', 'https://prod-1.westus.logic.azure.com/workflows/1?sig=a'],
    ['teams', 'https://x.api.powerplatform.com/powerautomate/1', 'https://x.api.powerplatform.com/powerautomate/1'],
  ] as const)('of %s is taken in one spelling: %s', (channel, sent, url) => {
    expect(addressIn(channel, sent)).toEqual({ channel, url });
  });

  it.each([
    ['webhook', 'http://hooks.acme.test/', /https/],
    ['webhook', 'hooks.acme.test', /https/],
    ['webhook', 'https://ada:secret@hooks.acme.test/', /user name/],
    ['webhook', `https://hooks.acme.test/${'x'.repeat(3_000)}`, /https/],
    ['webhook', { url: SLACK }, /https/],
    ['slack', 'https://hooks.slack.com.evil.test/services/T/B/x', /Slack/],
    ['slack', 'https://evil.test/hooks.slack.com/services/T/B/x', /Slack/],
    ['slack', 'https://hooks.slack.com:8443/services/T/B/x', /Slack/],
    ['slack', 'https://hooks.slack.com/', /Slack/],
    ['discord', 'https://discord.com/channels/1', /Discord/],
    ['discord', SLACK, /Discord/],
    ['teams', 'https://logic.azure.com.evil.test/x', /Teams/],
    ['teams', 'https://evillogic.azure.com/x', /Teams/],
  ] as const)('of %s is refused: %j', (channel: PostedChannel, sent: unknown, message: RegExp) => {
    expect(() => addressIn(channel, sent)).toThrow(message);
  });

  it('of a browser comes with keys that are some', () => {
    const endpoint = 'https://push.acme.test/v1/abc';
    expect(pushAddressIn({ endpoint, expirationTime: null, keys: { p256dh, auth } })).toEqual({
      ...{ channel: 'push', url: endpoint, keys: { p256dh, auth } },
    });
    const bad = [
      ...[null, 'x', {}, { endpoint }, { endpoint, keys: null }, { endpoint, keys: { p256dh } }],
      ...[
        { endpoint, keys: { p256dh: 'AAAA', auth } },
        { endpoint: 'http://push.acme.test/', keys: { p256dh, auth } },
      ],
    ];
    for (const sent of bad) expect(() => pushAddressIn(sent)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });

  it('is shown so that it cannot be used', () => {
    expect(shownAddress(SLACK)).toBe('hooks.slack.com/…eFgH');
    expect(shownAddress('https://hooks.acme.test:8443/abc')).toBe('hooks.acme.test:8443/…');
    expect(shownAddress(`https://${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.test/`).length).toBeLessThan(300);
  });
});
