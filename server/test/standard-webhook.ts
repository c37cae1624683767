import type { SinkRequest } from './provider-sink.js';

const TOLERANCE_S = 300;

/**
 * What a receiver does with a webhook, by the words of the standard and with another implementation of HMAC than the sender's.
 * @returns the body @throws Error when the message is not from whom it should be
 * @see https://www.standardwebhooks.com
 */
export async function verifiedWebhook({ headers, bytes }: SinkRequest, secret: string): Promise<unknown> {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => String(headers[name]));
  if (Math.abs(Date.now() / 1_000 - Number(timestamp)) > TOLERANCE_S) throw new Error('the message is too old');
  const raw = Uint8Array.from(atob(secret.replace('whsec_', '')), (char) => char.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const signed = new Uint8Array([...new TextEncoder().encode(`${id}.${timestamp}.`), ...bytes]);
  for (const each of (signatures ?? '').split(' ')) {
    const [version, text = ''] = each.split(',');
    if (version !== 'v1') continue;
    const signature = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    if (await crypto.subtle.verify('HMAC', key, signature, signed)) return JSON.parse(new TextDecoder().decode(bytes));
  }
  throw new Error('no signature fits');
}
