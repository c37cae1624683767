import { createECDH, type ECDH } from 'node:crypto';
import { FixedClock } from '@clarion/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NASTY, NOW } from '../../../../../test/channel-suite.js';
import { loopback } from '../../../../../test/loopback.js';
import { ProviderSink } from '../../../../../test/provider-sink.js';
import { readPush } from '../../../../../test/push-reader.js';
import type { NoteMessage } from '../../delivery.js';
import { HttpSender } from '../http-sender.service.js';
import { encryptPush, MOST_PUSH_BYTES, pushReceiverOf } from './encrypt-push.js';

const b64 = (text: string): Buffer => Buffer.from(text, 'base64url');
const browserOf = (privateKey?: string): ECDH => {
  const browser = createECDH('prime256v1');
  if (privateKey === undefined) browser.generateKeys();
  else browser.setPrivateKey(b64(privateKey));
  return browser;
};
const AUTH = 'BTBZMqHH6r4Tts7J_aSIgg';

describe('RFC 8291 encryption', () => {
  const browser = browserOf('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94');
  const p256dh = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4';

  it('is that of the standard’s own example', () => {
    expect(browser.getPublicKey('base64url')).toBe(p256dh);
    const sender = { privateKey: b64('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'), salt: b64('DGv6ra1nlYgDCS1FRnbzlw') };
    expect(encryptPush('When I grow up, I want to be a watermelon', pushReceiverOf(p256dh, AUTH)!, sender).toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  it('is read by the browser it is for, whatever the text, and never twice the same', () => {
    const receiver = pushReceiverOf(p256dh, AUTH)!;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 900 }), (text) => {
        const [one, two] = [encryptPush(text, receiver), encryptPush(text, receiver)];
        expect(readPush(one, browser, b64(AUTH))).toBe(Buffer.from(text).toString());
        expect(one.equals(two)).toBe(false);
      }),
      { numRuns: 30 },
    );
    expect(encryptPush('x'.repeat(MOST_PUSH_BYTES), receiver)).toHaveLength(4096);
    expect(() => encryptPush('x'.repeat(MOST_PUSH_BYTES + 1), receiver)).toThrow('too long');
  });

  it.each([
    ['AAAA', AUTH],
    [b64(p256dh).fill(7, 1).toString('base64url'), AUTH],
    [p256dh, 'AAAA'],
    ['', ''],
  ])('takes no keys like %s and %s', (point, secret) => {
    expect(pushReceiverOf(point, secret)).toBeNull();
  });
});

describe('channel push', () => {
  let sink: ProviderSink;
  const browser = browserOf();
  const sender = new HttpSender(loopback().egress, new FixedClock(NOW));
  beforeAll(async () => {
    sink = await ProviderSink.start();
  });
  afterAll(() => sink.close());
  afterEach(() => {
    sink.requests.length = 0;
  });
  const send = (message: NoteMessage = NASTY, keys = { p256dh: browser.getPublicKey('base64url'), auth: AUTH }) =>
    sender.send({
      ...{ id: 'msg_1', dedupKey: 'incident:12', now: NOW, message },
      endpoint: { type: 'http', channel: 'push', url: `${sink.url}/push/1`, keys, headers: [['authorization', 'vapid t=a, k=b']] },
    });
  const content = () => JSON.parse(readPush(sink.requests[0]!.bytes, browser, b64(AUTH))) as Record<string, string>;

  it('sends what the service worker shows, under the name of what it is about', async () => {
    sink.answer = () => ({ status: 201 });
    expect(await send({ ...NASTY, icon: 'https://status.acme.test/logo.png' })).toMatchObject({ kind: 'delivered', status: 201 });
    expect(sink.requests[0]).toMatchObject({
      ...{ method: 'POST', path: '/push/1' },
      headers: {
        ...{ authorization: 'vapid t=a, k=b', 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'high' },
        topic: expect.stringMatching(/^[\w-]{32}$/),
      },
    });
    expect(content()).toEqual({
      ...{ title: '","admin":true,"x":" is DOWN Bcc: all@example.test <b>😀</b>', body: NASTY.text, url: NASTY.url },
      ...{ tag: 'incident:12', icon: 'https://status.acme.test/logo.png' },
    });
  });

  it('keeps within what push services take', async () => {
    sink.answer = () => ({ status: 201 });
    await send({ ...NASTY, title: '😀'.repeat(500), text: '"é\n'.repeat(5000) });
    expect(sink.requests[0]!.bytes.length).toBeLessThanOrEqual(4096);
    expect(content()['body']).toMatch(/…$/);
  });

  it.each([
    [404, 'gone'],
    [410, 'gone'],
    [413, 'permanent'],
    [429, 'temporary'],
    [500, 'temporary'],
  ])('makes of %i: %s', async (status, kind) => {
    sink.answer = () => ({ status });
    expect(await send()).toMatchObject({ kind, status });
  });

  it('does not send without the keys of a browser', async () => {
    expect(await send(NASTY, { p256dh: 'AAAA', auth: AUTH })).toEqual({ kind: 'permanent', answer: 'the keys of the browser are none' });
    expect(sink.requests).toEqual([]);
  });
});
