import { createHmac } from 'node:crypto';
import { type NoteMessage } from '../../delivery.js';
import { asWritten, CannotSend, type Channel, isoOf, type Letter } from '../channel.js';

const PREFIX = 'whsec_';
const SHORTEST = 24;
const LONGEST = 64;

/**
 * Key of a `whsec_…` secret.
 * @throws CannotSend when it is not base64 of 24 to 64 bytes
 */
function keyOfSecret(secret: string): Buffer {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : '';
  const key = Buffer.from(text, 'base64');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || key.length < SHORTEST || key.length > LONGEST)
    throw new CannotSend('the signing secret is not one');
  return key;
}

/** `v1,…` for each secret, so that a receiver knows either while they are exchanged. @see Standard Webhooks */
export const signatureOf = (secrets: readonly string[], id: string, timestamp: number, body: string): string =>
  secrets
    .map((secret) => `v1,${createHmac('sha256', keyOfSecret(secret)).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64')}`)
    .join(' ');

/** What a program gets of a message nobody wrote a body for. */
const bodyOf = ({ title, text, url, state, severity, source, at, fields = [] }: NoteMessage): object => ({
  title,
  message: text,
  url,
  state,
  severity,
  source,
  timestamp: isoOf(at),
  details: Object.fromEntries(fields),
});

/** Standard Webhooks: an id to tell repetitions by, a time, and signatures over the exact bytes. @see reliability OBX-07 */
export const WEBHOOK: Channel = {
  request(letter: Letter) {
    const { id, now, endpoint } = letter;
    const plain = asWritten(letter, bodyOf);
    const secrets = endpoint.secrets ?? [];
    const ours = new Set(['webhook-id', 'webhook-timestamp', 'webhook-signature']);
    return {
      ...plain,
      headers: [
        ...plain.headers.filter(([name]) => !ours.has(name.toLowerCase())),
        ['webhook-id', id],
        ['webhook-timestamp', String(now)],
        ...(secrets.length === 0 ? [] : [['webhook-signature', signatureOf(secrets, id, now, plain.body)] as const]),
      ],
    };
  },
};
