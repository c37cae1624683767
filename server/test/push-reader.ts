import { createDecipheriv, createHmac, type ECDH } from 'node:crypto';

const hmac = (key: Buffer, ...parts: (Buffer | string)[]): Buffer => {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
};
/** One step of HKDF, written out: what is checked here does not rely on what wrote it. */
const expand = (key: Buffer, info: (Buffer | string)[], length: number): Buffer => hmac(key, ...info, '\u0001').subarray(0, length);

/**
 * Reads a message of web push as a browser does.
 * @param body of the request
 * @param browser its key pair @param auth its secret, 16 bytes
 * @returns the text @throws Error when it was not written for this browser
 * @see RFC 8188, RFC 8291
 */
export function readPush(body: Buffer, browser: ECDH, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const length = body.readUInt8(20);
  const sender = body.subarray(21, 21 + length);
  const record = body.subarray(21 + length);
  const shared = expand(hmac(auth, browser.computeSecret(sender)), ['WebPush: info\0', browser.getPublicKey(), sender], 32);
  const key = hmac(salt, shared);
  const cipher = createDecipheriv(
    'aes-128-gcm',
    expand(key, ['Content-Encoding: aes128gcm\0'], 16),
    expand(key, ['Content-Encoding: nonce\0'], 12),
  );
  cipher.setAuthTag(record.subarray(-16));
  const plain = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()]);
  if (plain.at(-1) !== 2) throw new Error('the record has no end');
  return plain.subarray(0, -1).toString('utf8');
}
