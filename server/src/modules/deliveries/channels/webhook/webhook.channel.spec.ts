import { createHmac } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { channelSuite, jsonOf, NASTY, NOW } from '../../../../../test/channel-suite.js';
import { type HttpEndpoint } from '../../delivery.js';
import { type Letter } from '../channel.js';
import { signatureOf, WEBHOOK } from './webhook.channel.js';

const secret = (seed: string, bytes = 32): string => `whsec_${Buffer.alloc(bytes, seed).toString('base64')}`;
const endpointOf = (url: string): HttpEndpoint => ({ type: 'http', channel: 'webhook', url: `${url}/hook?a=1` });

channelSuite({ channel: 'webhook', endpoint: endpointOf, good: { status: 204 } }, (record) => {
  it('sends the exact bytes that were written, with an id and a time', async () => {
    const body = '{ "text": "späte Grüße 😀",\n "n": 1.0 }';
    const seen = await record({ type: 'http', body, contentType: 'application/json' });
    expect(seen).toMatchObject({
      method: 'POST',
      path: '/hook?a=1',
      body,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'webhook-id': 'msg_0a1b2c_41',
        'webhook-timestamp': String(NOW),
      },
    });
    expect(seen.headers['webhook-signature']).toBeUndefined();
  });

  it('OBX-07 signs for each of two secrets while they are exchanged', () => {
    const secrets = [secret('new'), secret('old', 24)];
    const sign = (key: string): string =>
      `v1,${createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
        .update(`msg_1.${NOW}.{"ä":1}`)
        .digest('base64')}`;
    expect(signatureOf(secrets, 'msg_1', NOW, '{"ä":1}')).toBe(secrets.map(sign).join(' '));
  });

  it('lets headers of the user win over ours, and none over the id and the signature', async () => {
    const letter = {
      id: 'msg_1',
      dedupKey: '',
      now: NOW,
      endpoint: {
        ...endpointOf('http://x'),
        secrets: [secret('a')],
        headers: [
          ['Content-Type', 'application/vnd.acme+json'],
          ['Webhook-Id', 'forged'],
          ['X-Team', 'shop'],
        ],
      },
      message: { type: 'http', body: '{}', contentType: 'application/json' },
    } as const satisfies Letter;
    expect(WEBHOOK.request(letter).headers).toEqual([
      ['Content-Type', 'application/vnd.acme+json'],
      ['X-Team', 'shop'],
      ['accept', 'application/json'],
      ['webhook-id', 'msg_1'],
      ['webhook-timestamp', String(NOW)],
      ['webhook-signature', signatureOf([secret('a')], 'msg_1', NOW, '{}')],
    ]);
  });

  it.each(['whsec_dG9vIHNob3J0', 'no prefix', `whsec_${'?'.repeat(44)}`, secret('x', 65)])('takes no secret like %s', (bad) => {
    expect(() => signatureOf([bad], 'msg_1', NOW, '{}')).toThrow('the signing secret is not one');
  });

  it('says in JSON what nobody wrote a body for', async () => {
    expect(jsonOf(await record())).toEqual({
      title: NASTY.title,
      message: NASTY.text,
      url: NASTY.url,
      state: 'triggered',
      severity: 'critical',
      source: 'Acme status',
      timestamp: '2026-03-02T10:15:02.000Z',
      details: { Status: 'TRIGGERED', 'Failure threshold': '3' },
    });
  });
});
