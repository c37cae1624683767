import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { CannotSend } from '../channel.js';

/** What a browser handed over with its subscription, in bytes. */
export interface PushReceiver {
  /** Point on P-256, uncompressed: 65 bytes. */
  readonly publicKey: Buffer;
  /** 16 bytes. */
  readonly secret: Buffer;
}

/** Made anew for each message; given only to compare with the examples of the standard. */
export interface PushSender {
  readonly privateKey: Buffer;
  /** 16 bytes. */
  readonly salt: Buffer;
}

/** Most bytes that push services take. @see RFC 8030 §7.2 */
const MOST_BYTES = 4096;
const RECORD_SIZE = MOST_BYTES;
const SALT_BYTES = 16;
const POINT_BYTES = 65;
const TAG_BYTES = 16;
const HEADER_BYTES = SALT_BYTES + 4 + 1 + POINT_BYTES;
/** Ends the last record. @see RFC 8188 §2 */
const LAST = Buffer.from([2]);

/** Most bytes of a text that still fit, encrypted. */
export const MOST_PUSH_BYTES = MOST_BYTES - HEADER_BYTES - TAG_BYTES - LAST.length;

const CURVE = 'prime256v1';
const derive = (key: Buffer, salt: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length));
const label = (name: string): Buffer => Buffer.from(`${name}\0`);

/** @returns null when it is no point of the curve, or no secret */
export function pushReceiverOf(p256dh: string, auth: string): PushReceiver | null {
  const [publicKey, secret] = [Buffer.from(p256dh, 'base64url'), Buffer.from(auth, 'base64url')];
  if (publicKey.length !== POINT_BYTES || publicKey[0] !== 4 || secret.length !== SALT_BYTES) return null;
  try {
    const probe = createECDH(CURVE);
    probe.generateKeys();
    probe.computeSecret(publicKey);
    return { publicKey, secret };
  } catch {
    return null;
  }
}

/**
 * A message that only one browser can read: `aes128gcm`, one record.
 * @param text at most `MOST_PUSH_BYTES` of UTF-8
 * @throws CannotSend when it is longer
 * @see RFC 8291 §3.4, RFC 8188 §2.1
 */
export function encryptPush(text: string, { publicKey, secret }: PushReceiver, sender?: PushSender): Buffer {
  const plain = Buffer.from(text, 'utf8');
  if (plain.length > MOST_PUSH_BYTES) throw new CannotSend('the message is too long for a notification');
  const pair = createECDH(CURVE);
  if (sender === undefined) pair.generateKeys();
  else pair.setPrivateKey(sender.privateKey);
  const own = pair.getPublicKey();
  const salt = sender?.salt ?? randomBytes(SALT_BYTES);
  const shared = derive(pair.computeSecret(publicKey), secret, Buffer.concat([label('WebPush: info'), publicKey, own]), 32);
  const cipher = createCipheriv(
    'aes-128-gcm',
    derive(shared, salt, label('Content-Encoding: aes128gcm'), 16),
    derive(shared, salt, label('Content-Encoding: nonce'), 12),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD_SIZE);
  return Buffer.concat([
    ...[salt, size, Buffer.from([own.length]), own],
    ...[cipher.update(Buffer.concat([plain, LAST])), cipher.final(), cipher.getAuthTag()],
  ]);
}
