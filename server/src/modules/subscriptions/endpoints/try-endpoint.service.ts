import { resolveLocale, translate } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/database/clock.js';
import { AppError } from '../../../platform/errors/app-error.js';
import { Deliveries } from '../../deliveries/deliveries.service.js';
import type { HttpEndpoint, Message } from '../../deliveries/delivery.js';
import { ReadSiteVariables, type SiteVariables } from '../../site/site-variables.service.js';
import { testMessageOf } from './endpoint-news.js';
import { PushKeys } from './push-keys.service.js';
import type { OpenMethod } from './sealed-address.js';

/** What a test message met. */
export interface EndpointTrial {
  readonly isDelivered: boolean;
  /** HTTP status; null = none came. */
  readonly status: number | null;
  readonly ms: number;
  /** What the receiver said, or what went wrong; at most 1 KiB, secrets blotted out. */
  readonly answer: string;
}

/** How a trial is told; without an answer the status is 0. */
export const trialBody = ({ status, ms, answer }: EndpointTrial): object => ({ status: status ?? 0, ms, answer });

/** Sends one message to an address, to see whether it takes any. */
@Injectable()
export class TryEndpoint {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly site: ReadSiteVariables,
    private readonly pushKeys: PushKeys,
    private readonly clock: Clock,
  ) {}

  /** Never throws for what the receiver does. @param locale language of the words; English by default */
  async try(method: OpenMethod, locale?: string): Promise<EndpointTrial> {
    const site = await this.site.now();
    const endpoint = await this.endpointOf(method);
    const started = performance.now();
    const { kind, status, answer } = await this.deliveries.trySend(
      endpoint,
      this.messageOf(method, site, resolveLocale(locale === undefined ? [] : [locale])),
      { dedupKey: 'test' },
    );
    const ms = Math.round(performance.now() - started);
    return { isDelivered: kind === 'delivered', status: status ?? null, ms, answer: answer ?? '' };
  }

  /** @returns the trial @throws AppError `BAD_REQUEST` with what came back, unless the message was taken */
  async assert(method: OpenMethod, locale?: string): Promise<EndpointTrial> {
    const trial = await this.try(method, locale);
    if (trial.isDelivered) return trial;
    throw new AppError('BAD_REQUEST', whyNot(trial), { members: { test: trialBody(trial) } });
  }

  /** How a method is reached: as what a visitor named. @see reliability SEC-20 */
  async endpointOf({ channel, url, keys, secret }: OpenMethod): Promise<HttpEndpoint> {
    return {
      ...{ type: 'http', channel, url, profile: 'visitor' },
      ...(secret === null ? {} : { secrets: [secret] }),
      ...(keys === undefined ? {} : { keys, headers: [['authorization', await this.pushKeys.authorization(url)]] }),
    };
  }

  private messageOf({ channel }: OpenMethod, site: SiteVariables, locale: string): Message {
    const name = { site: site.site_name };
    const words = { title: translate(locale, 'message.endpoint.title', name), text: translate(locale, 'message.endpoint.text', name) };
    const at = this.clock.now();
    if (channel === 'webhook') return testMessageOf(words, site, at);
    const linkText = translate(locale, 'message.endpoint.link');
    return {
      ...{ type: 'note', ...words, url: site.site_url, linkText, state: 'info', severity: 'info', source: site.site_name, at },
      ...(site.site_logo_url === '' ? {} : { icon: site.site_logo_url }),
    };
  }
}

const whyNot = ({ status, answer }: EndpointTrial): string =>
  status === null ? `The test message could not be sent: ${answer}` : `The test message was refused: the address answered ${status}`;
