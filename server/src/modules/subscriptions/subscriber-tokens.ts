import { SUBSCRIPTION_EVENT_TYPES, type SubscriptionEventType } from '@clarion/contract';
import type { Keyring } from '../../platform/secrets/keyring.js';

/** Who a subscriber is, by what the token says; whether that still holds, the database knows. */
export interface SubscriberIdentity {
  readonly userId: number;
  readonly methodId: number;
  readonly email: string;
}

/** What a link in a mail is good for. */
export const LINK_PURPOSES = [...SUBSCRIPTION_EVENT_TYPES, 'manage'] as const;
export type LinkPurpose = SubscriptionEventType | 'manage';

const AUDIENCE = 'clarion:subscriber';
/** Keys of their own: nothing that is signed here is good anywhere else. */
const TOKEN_KEY = 'subscriber-token';
const LINK_KEY = 'subscriber-link';
const LIFETIME_S = 365 * 86_400;
const LONGEST_TOKEN = 2_048;
/** Of the signature of a link, hexadecimal: 128 bits. */
const LINK_DIGITS = 32;

const HEADER = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');

/** A JWT for a year. @param now Unix seconds @see alerting §C2 */
export function issueToken(keyring: Keyring, { userId, methodId, email }: SubscriberIdentity, now: number): string {
  const claims = {
    ...{ subscriber_user_id: userId, subscriber_method_id: methodId, email, type: 'subscriber' },
    ...{ aud: AUDIENCE, iat: now, exp: now + LIFETIME_S },
  };
  const body = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${body}.${Buffer.from(keyring.hmac(TOKEN_KEY, body), 'hex').toString('base64url')}`;
}

/** @returns null for anything but a token of ours that is still good */
export function readToken(keyring: Keyring, token: unknown, now: number): SubscriberIdentity | null {
  if (typeof token !== 'string' || token.length > LONGEST_TOKEN) return null;
  const [header, payload, signature, ...rest] = token.split('.');
  if (header !== HEADER || payload === undefined || signature === undefined || rest.length > 0) return null;
  if (!keyring.isHmac(TOKEN_KEY, `${header}.${payload}`, Buffer.from(signature, 'base64url').toString('hex'))) return null;
  // Signed by us, so of our own making.
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims;
  if (claims.aud !== AUDIENCE || claims.type !== 'subscriber' || claims.exp <= now) return null;
  return { userId: claims.subscriber_user_id, methodId: claims.subscriber_method_id, email: claims.email };
}

interface Claims {
  readonly subscriber_user_id: number;
  readonly subscriber_method_id: number;
  readonly email: string;
  readonly type: string;
  readonly aud: string;
  readonly exp: number;
}

/** What stands in the links of a mail; good for as long as the method is there. */
export const linkTokenOf = (keyring: Keyring, methodId: number, purpose: LinkPurpose): string =>
  `${methodId}-${purpose}-${keyring.hmac(LINK_KEY, `${methodId}:${purpose}`).slice(0, LINK_DIGITS)}`;

/** @returns null for a link that is not ours */
export function readLinkToken(keyring: Keyring, token: string): { methodId: number; purpose: LinkPurpose } | null {
  const [, id = '', word, mac = ''] = /^(\d{1,9})-([a-z]{1,20})-([0-9a-f]{32})$/.exec(token) ?? [];
  const purpose = LINK_PURPOSES.find((each) => each === word);
  if (purpose === undefined || !keyring.isHmac(LINK_KEY, `${id}:${purpose}`, mac, LINK_DIGITS)) return null;
  return { methodId: Number(id), purpose };
}
