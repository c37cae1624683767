import { type Outcome } from '../../delivery.js';
import { below, CannotSend, type Channel, cut, keyOf, type Letter, oneLine, urlOf } from '../channel.js';

const PRIORITIES = { critical: '1', warning: '0', info: '-1' } as const;

/** @see https://pushover.net/api */
export const PUSHOVER: Channel = {
  request({ endpoint, message }: Letter) {
    if (message.type === 'http') throw new CannotSend('this channel takes texts, not bodies');
    const { title, text, url, linkText, state, severity, at } = message;
    const device = endpoint.keys?.['device'] ?? '';
    const form = new URLSearchParams({
      token: keyOf(endpoint, 'token'),
      user: keyOf(endpoint, 'user'),
      title: cut(oneLine(title), 250),
      message: cut(text === '' ? oneLine(title) : text, 1024),
      priority: state === 'triggered' ? PRIORITIES[severity] : PRIORITIES.warning,
      timestamp: String(at),
      ...(device === '' ? {} : { device }),
    });
    // An address that is cut leads nowhere.
    if (url.length <= 512) {
      form.set('url', url);
      form.set('url_title', cut(linkText, 100));
    }
    return {
      url: below(urlOf(endpoint), '1', 'messages.json'),
      headers: [['content-type', 'application/x-www-form-urlencoded']],
      body: form.toString(),
    };
  },
  read: (status, body): Outcome | undefined =>
    status === 200 && !/"status"\s*:\s*1\b/.test(body) ? { kind: 'permanent', status } : undefined,
};
