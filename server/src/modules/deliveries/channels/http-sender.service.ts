import { classifyHttp, retryAfterMs } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/database/clock.js';
import { EgressClient } from '../../../platform/egress/egress-client.js';
import { EgressError } from '../../../platform/egress/egress-error.js';
import { type Outcome } from '../delivery.js';
import { CannotSend, type Channel, type ChannelRequest, type Letter } from './channel.js';
import { HTTP_CHANNELS } from './http-channels.js';

/** Everything together. @see reliability OBX-05 */
const TIMEOUT_MS = 10_000;
/** Read of an answer; people see a kilobyte of it. */
const MOST_BYTES = 16 * 1024;

/** Sends what is not mail: in the provider's words, out through the one way there is. */
@Injectable()
export class HttpSender {
  constructor(
    private readonly egress: EgressClient,
    private readonly clock: Clock,
  ) {}

  /** Never throws: what goes wrong is an outcome. @param limitMs of the whole attempt */
  async send(letter: Letter, limitMs = TIMEOUT_MS): Promise<Outcome> {
    const channel: Channel = HTTP_CHANNELS[letter.endpoint.channel];
    let request: ChannelRequest;
    try {
      request = channel.request(letter);
    } catch (error) {
      return { kind: 'permanent', answer: error instanceof CannotSend ? error.message : 'the address cannot be read' };
    }
    try {
      const { status, headers, body } = await this.egress.request({
        url: request.url,
        profile: letter.endpoint.profile ?? 'operator',
        method: request.method ?? 'POST',
        headers: request.headers,
        body: request.body,
        timeoutMs: limitMs,
        // A signed message goes where it was meant to go, or nowhere.
        maxRedirects: 0,
        maxBytes: MOST_BYTES,
      });
      const answer = body.toString('utf8');
      const asked = headers['retry-after'];
      const patience = retryAfterMs(Array.isArray(asked) ? asked[0] : asked, this.clock.nowMs());
      return {
        kind: classifyHttp(status),
        status,
        ...(patience === undefined ? {} : { retryAfterMs: patience }),
        ...channel.read?.(status, answer),
        answer,
      };
    } catch (error) {
      if (!(error instanceof EgressError)) throw error;
      return { kind: error.reason === 'refused' ? 'permanent' : 'temporary', answer: error.message };
    }
  }
}
