import type { SubscriberChannel } from '@clarion/contract';
import { invalidField } from '../../../platform/errors/app-error.js';
import { pushReceiverOf } from '../../deliveries/channels/push/encrypt-push.js';

/** Channels whose address a subscriber enters. */
export const POSTED_CHANNELS = ['webhook', 'slack', 'teams', 'discord'] as const satisfies readonly SubscriberChannel[];
export type PostedChannel = (typeof POSTED_CHANNELS)[number];
/** Every channel but mail. */
export type EndpointChannel = PostedChannel | 'push';

/** Where news for one subscriber go. */
export interface EndpointAddress {
  readonly channel: EndpointChannel;
  /** In the one spelling that is compared and dialled. */
  readonly url: string;
  /** What a browser handed over; push alone has them. */
  readonly keys?: Readonly<Record<'p256dh' | 'auth', string>>;
}

interface Provider {
  /** As in `hooks.slack.com`; with a dot in front everything below it. */
  readonly hosts: readonly string[];
  readonly path: RegExp;
  /** For who entered another one. */
  readonly example: string;
}

const PROVIDERS: Readonly<Record<Exclude<PostedChannel, 'webhook'>, Provider>> = {
  slack: {
    hosts: ['hooks.slack.com', 'hooks.slack-gov.com'],
    path: /^\/services\/./,
    example: 'an incoming webhook of Slack, https://hooks.slack.com/services/…',
  },
  discord: {
    hosts: ['discord.com', 'ptb.discord.com', 'canary.discord.com', 'discordapp.com'],
    path: /^\/api\/(v\d+\/)?webhooks\/\d+\/./,
    example: 'a webhook of Discord, https://discord.com/api/webhooks/…',
  },
  teams: {
    hosts: ['.webhook.office.com', '.logic.azure.com', '.powerplatform.com'],
    path: /^\/./,
    example: 'the address of a workflow of Microsoft Teams, such as https://….logic.azure.com/workflows/…',
  },
};

const LONGEST = 2_048;
const SHOWN_CHARS = 4;
const LONGEST_SHOWN_HOST = 200;

/** @param field its name on the wire @throws AppError `BAD_REQUEST` */
function httpsIn(sent: unknown, field: string): URL {
  const text = typeof sent === 'string' ? sent.trim() : '';
  if (!URL.canParse(text) || text.length > LONGEST) throw invalidField(field, 'Enter an address that begins with https://');
  const url = new URL(text);
  if (url.protocol !== 'https:') throw invalidField(field, 'Only addresses that begin with https:// can be used');
  if (url.username !== '' || url.password !== '') throw invalidField(field, 'The address must not hold a user name or password');
  url.hash = '';
  return url;
}

const isOf = (host: string, { hosts }: Provider): boolean =>
  hosts.some((each) => (each.startsWith('.') ? host.endsWith(each) : host === each));

/** An address that a subscriber entered. Whether it may be dialled the way out decides. @throws AppError `BAD_REQUEST` */
export function addressIn(channel: PostedChannel, sent: unknown): EndpointAddress {
  const url = httpsIn(sent, 'url');
  if (channel !== 'webhook') {
    const provider = PROVIDERS[channel];
    if (!isOf(url.hostname, provider) || url.port !== '' || !provider.path.test(url.pathname))
      throw invalidField('url', `Enter ${provider.example}`);
  }
  return { channel, url: url.href };
}

/** `PushSubscription.toJSON()` of a browser. @throws AppError `BAD_REQUEST` */
export function pushAddressIn(sent: unknown): EndpointAddress {
  const { endpoint, keys } = (typeof sent === 'object' && sent !== null ? sent : {}) as { endpoint?: unknown; keys?: unknown };
  const { p256dh, auth } = (typeof keys === 'object' && keys !== null ? keys : {}) as { p256dh?: unknown; auth?: unknown };
  const url = httpsIn(endpoint, 'subscription');
  if (typeof p256dh !== 'string' || typeof auth !== 'string' || pushReceiverOf(p256dh, auth) === null)
    throw invalidField('subscription', 'The subscription of the browser is not complete');
  return { channel: 'push', url: url.href, keys: { p256dh, auth } };
}

/** The address as people may see it: the host and the last characters, for the rest of it is as good as a password. */
export function shownAddress(address: string): string {
  const { host, pathname, search } = new URL(address);
  const rest = `${pathname}${search}`;
  const name = host.slice(0, LONGEST_SHOWN_HOST);
  return rest.length <= SHOWN_CHARS * 2 ? `${name}/…` : `${name}/…${rest.slice(-SHOWN_CHARS)}`;
}
