import { createHash } from 'node:crypto';
import type { HttpMessage, NoteMessage } from '../../delivery.js';
import { CannotSend, type Channel, cut, keyOf, type Letter, oneLine, urlOf } from '../channel.js';
import { encryptPush, MOST_PUSH_BYTES, pushReceiverOf } from './encrypt-push.js';

/** How long a push service keeps what a browser that is off has not fetched, seconds: news of yesterday are on the page. */
const TTL_S = 86_400;
const LONGEST_TITLE = 200;
/** Of a topic's 32 characters. */
const TOPIC_BYTES = 24;
const SHORTER = 0.9;

/** What the service worker reads. A notification with the same `tag` takes the place of the one before. */
interface PushContent {
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly tag: string;
  readonly icon?: string;
}

/** The text is cut until the whole fits. */
function fitting(content: PushContent): string {
  let json = JSON.stringify(content);
  for (let most = content.body.length; Buffer.byteLength(json) > MOST_PUSH_BYTES; most = Math.floor(most * SHORTER)) {
    if (most === 0) throw new CannotSend('the message is too long for a notification');
    json = JSON.stringify({ ...content, body: cut(content.body, most) });
  }
  return json;
}

const contentOf = (message: HttpMessage | NoteMessage, tag: string): string => {
  if (message.type === 'http') return message.body;
  const { title, text, url, icon } = message;
  return fitting({ title: cut(oneLine(title), LONGEST_TITLE), body: text, url, tag, ...(icon === undefined ? {} : { icon }) });
};

/** Web push: the endpoint's headers say who we are (RFC 8292), the body is for one browser alone (RFC 8291). */
export const PUSH: Channel = {
  request({ endpoint, message, dedupKey }: Letter) {
    const receiver = pushReceiverOf(keyOf(endpoint, 'p256dh'), keyOf(endpoint, 'auth'));
    if (receiver === null) throw new CannotSend('the keys of the browser are none');
    return {
      url: urlOf(endpoint),
      headers: [
        ...(endpoint.headers ?? []),
        ['content-type', 'application/octet-stream'],
        ['content-encoding', 'aes128gcm'],
        ['ttl', String(TTL_S)],
        ['urgency', 'high'],
        // What was not fetched yet is replaced too.
        ['topic', createHash('sha256').update(dedupKey).digest().subarray(0, TOPIC_BYTES).toString('base64url')],
      ],
      body: encryptPush(contentOf(message, dedupKey), receiver),
    };
  },
  /** The browser has unsubscribed, or is not there any more. @see RFC 8030 §7.3 */
  read: (status, answer) => (status === 404 ? { kind: 'gone', status, answer } : undefined),
};
