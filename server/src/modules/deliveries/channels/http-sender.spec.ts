import { FixedClock } from '@clarion/testing';
import { describe, expect, it } from '@jest/globals';
import { NASTY, NOW } from '../../../../test/channel-suite.js';
import { loopback } from '../../../../test/loopback.js';
import { type HttpEndpoint } from '../delivery.js';
import { blotter } from './blot.js';
import { HttpSender } from './http-sender.service.js';

const sender = new HttpSender(loopback().egress, new FixedClock(NOW));
const send = (endpoint: HttpEndpoint) => sender.send({ id: 'msg_1', endpoint, message: NASTY, dedupKey: 'k', now: NOW }, 500);

it.each([
  ['http://169.254.169.254/latest', 'operator'],
  ['http://127.0.0.1:41299/', 'visitor'],
  ['https://127.0.0.1/', 'visitor'],
  ['file:///etc/passwd', 'operator'],
] as const)('SEC-20 never dials %s for a %s', async (url, profile) => {
  expect(await send({ type: 'http', channel: 'webhook', url, profile })).toMatchObject({ kind: 'permanent' });
});

it.each([
  [{ channel: 'slack' }, 'the address is missing'],
  [{ channel: 'slack', url: 'no address' }, 'this is not an address'],
  [{ channel: 'pagerduty' }, 'routing_key is missing'],
  [{ channel: 'google_chat', url: '::' }, 'the address cannot be read'],
] as const)('says what is wrong with %j', async (endpoint, answer) => {
  expect(await send({ type: 'http', ...endpoint })).toEqual({ kind: 'permanent', answer });
});

describe('SEC-24 what is kept of an answer', () => {
  it('holds no key, no address of a webhook and no secret header, however it is written', () => {
    const endpoint: HttpEndpoint = {
      type: 'http',
      channel: 'webhook',
      url: 'https://hooks.example.test/services/T0000/B000/XXXXXXXXXXXXXXXXXXXX?sig=abcdef0123',
      headers: [
        ['Authorization', 'Bearer top"secret/value'],
        ['X-Team', 'the shop team'],
      ],
      keys: { token: 'tk_1234567' },
    };
    const blot = blotter({ endpoint, blot: ['from-a-template'] });
    const text = `tk_1234567 /services/T0000/B000/XXXXXXXXXXXXXXXXXXXX?sig=abcdef0123 XXXXXXXXXXXXXXXXXXXX ${JSON.stringify('top"secret/value')} ${encodeURIComponent('top"secret/value')} from-a-template the shop team`;
    expect(blot(text)).toBe('••• ••• ••• "•••" ••• ••• the shop team');
  });
});
