import { type HttpChannelName } from '@clarion/contract';
import { FixedClock } from '@clarion/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpSender } from '../src/modules/deliveries/channels/http-sender.service.js';
import { type Letter } from '../src/modules/deliveries/channels/channel.js';
import { type HttpEndpoint, type HttpMessage, type NoteMessage, type Outcome } from '../src/modules/deliveries/delivery.js';
import { loopback } from './loopback.js';
import { ProviderSink, type SinkAnswer, type SinkRequest } from './provider-sink.js';

/** 2 March 2026, 10:15:02 UTC. */
export const NOW = 1_772_446_502;

/** A problem whose texts try to be more than texts. */
export const NASTY: NoteMessage = {
  type: 'note',
  title: '","admin":true,"x":" is DOWN\r\nBcc: all@example.test <b>😀</b>',
  text: 'Card payments fail.\n"quoted" & <script>alert(1)</script> @everyone [link](https://evil.test) *bold*',
  url: 'https://status.acme.test/monitors/checkout',
  linkText: 'Open Alert Details',
  state: 'triggered',
  severity: 'critical',
  source: 'Acme status',
  at: NOW,
  fields: [
    ['Status', 'TRIGGERED'],
    ['Failure threshold', '3'],
  ],
};

/** How providers misbehave, and what is made of it. */
const ANSWERS: readonly (readonly [string, SinkAnswer, Partial<Outcome>])[] = [
  ['400', { status: 400, body: 'bad request' }, { kind: 'permanent', status: 400, answer: 'bad request' }],
  ['401', { status: 401 }, { kind: 'permanent', status: 401 }],
  ['404', { status: 404 }, { kind: 'permanent', status: 404 }],
  ['410', { status: 410 }, { kind: 'gone', status: 410 }],
  ['429 with Retry-After', { status: 429, headers: { 'retry-after': '17' } }, { kind: 'temporary', status: 429, retryAfterMs: 17_000 }],
  ['500', { status: 500, body: 'oops' }, { kind: 'temporary', status: 500, answer: 'oops' }],
  ['503', { status: 503 }, { kind: 'temporary', status: 503 }],
  ['a redirect', { status: 302, headers: { location: 'https://example.test/' } }, { kind: 'permanent', status: 302 }],
  ['nothing in time', { hangs: true }, { kind: 'temporary', answer: 'no complete answer in time' }],
  ['half a body', { status: 200, cuts: true }, { kind: 'temporary' }],
];

/** Patience of a spec, ms; who waits for nothing waits shortly. */
const LIMIT_MS = 5_000;
const SHORT_MS = 300;

export interface ChannelCase {
  readonly channel: HttpChannelName;
  /** Where the provider is in the spec. @param url of the sink */
  readonly endpoint: (url: string) => HttpEndpoint;
  /** What it says when all is well. */
  readonly good?: SinkAnswer;
}

/** Sends a message and hands over what the provider was asked. */
export type Recorder = (message?: HttpMessage | NoteMessage, letter?: Partial<Letter>) => Promise<SinkRequest>;

/** The promises every channel keeps, against a provider on the loopback address that behaves as providers do. */
export function channelSuite({ channel, endpoint, good = { status: 200 } }: ChannelCase, more: (record: Recorder) => void): void {
  describe(`channel ${channel}`, () => {
    let sink: ProviderSink;
    const sender = new HttpSender(loopback().egress, new FixedClock(NOW));
    beforeAll(async () => {
      sink = await ProviderSink.start();
    });
    afterAll(() => sink.close());
    afterEach(() => {
      sink.requests.length = 0;
    });

    const send = (message: HttpMessage | NoteMessage = NASTY, letter: Partial<Letter> = {}, limitMs = LIMIT_MS): Promise<Outcome> =>
      sender.send({ id: 'msg_0a1b2c_41', endpoint: endpoint(sink.url), message, dedupKey: 'alert:3:17', now: NOW, ...letter }, limitMs);

    it('delivers, and a slow provider is waited for', async () => {
      sink.answer = () => ({ ...good, slowMs: 100 });
      expect(await send()).toMatchObject({ kind: 'delivered', status: good.status ?? 200 });
      expect(sink.requests).toHaveLength(1);
    });

    it.each(ANSWERS)('makes the best of %s', async (_name, answer, expected) => {
      sink.answer = () => answer;
      expect(await send(NASTY, {}, answer.hangs === true ? SHORT_MS : LIMIT_MS)).toMatchObject(expected);
      expect(sink.requests).toHaveLength(1);
    });

    it('says what is wrong when nobody listens', async () => {
      const gone = await ProviderSink.start();
      const { url } = gone;
      await gone.close();
      expect(await send(NASTY, { endpoint: endpoint(url) })).toMatchObject({ kind: 'temporary' });
    });

    it('says the same the same way each time', async () => {
      sink.answer = () => good;
      await send();
      await send();
      expect(sink.requests[0]).toEqual({ ...sink.requests[1], headers: expect.anything() });
    });

    more(async (message, letter) => {
      sink.answer = () => good;
      expect(await send(message, letter)).toMatchObject({ kind: 'delivered' });
      return sink.requests.at(-1)!;
    });
  });
}

/** A body that must be JSON. */
export const jsonOf = ({ body }: SinkRequest): Record<string, unknown> => JSON.parse(body) as Record<string, unknown>;
