import { type NoteMessage, type Outcome } from '../../delivery.js';
import { CannotSend, type Channel, cut, JSON_TYPE, keyOf, type Letter, oneLine, urlOf } from '../channel.js';

const MARKS = { triggered: '🔴', resolved: '🟢', info: 'ℹ️' } as const;
/** Of a message, after its markup is read. @see https://core.telegram.org/bots/api#sendmessage */
const MOST_CHARS = 4096;
const MOST_TITLE = 300;

const textOf = ({ title, text, url, linkText, state, fields = [] }: NoteMessage): string => {
  const head = `${MARKS[state]} ${cut(oneLine(title), MOST_TITLE)}`;
  const facts = fields.map(([label, value]) => `${label}: ${value}`).join('\n');
  const tail = `${linkText}: ${url}`;
  const body = [text, facts].filter((part) => part !== '').join('\n\n');
  return [head, cut(body, Math.max(1, MOST_CHARS - [...head, ...tail].length - 4)), tail].filter((part) => part !== '').join('\n\n');
};

/** A bot's message in a chat. Plain text: a name with brackets stays a name. */
export const TELEGRAM: Channel = {
  request({ endpoint, message }: Letter) {
    const token = keyOf(endpoint, 'bot_token');
    if (!/^\d+:[\w-]+$/.test(token)) throw new CannotSend('bot_token is not one');
    const thread = endpoint.keys?.['thread_id'] ?? '';
    if (message.type === 'http') throw new CannotSend('this channel takes texts, not bodies');
    return {
      url: `${urlOf(endpoint).replace(/\/+$/, '')}/bot${token}/sendMessage`,
      headers: JSON_TYPE,
      body: JSON.stringify({
        chat_id: keyOf(endpoint, 'chat_id'),
        ...(thread === '' ? {} : { message_thread_id: Number(thread) }),
        text: textOf(message),
        link_preview_options: { is_disabled: true },
      }),
    };
  },
  /** Patience is asked for in the body: `parameters.retry_after`, seconds. */
  read(status: number, body: string): Outcome | undefined {
    if (status !== 429) return undefined;
    const seconds = Number(/"retry_after"\s*:\s*(\d{1,6})/.exec(body)?.[1]);
    return { kind: 'temporary', status, ...(Number.isNaN(seconds) ? {} : { retryAfterMs: seconds * 1000 }) };
  },
};
