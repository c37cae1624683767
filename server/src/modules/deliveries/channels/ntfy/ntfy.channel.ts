import { CannotSend, type Channel, cut, JSON_TYPE, type Letter, oneLine, urlOf } from '../channel.js';

const PRIORITIES = { critical: 5, warning: 4, info: 3 } as const;
const TAGS = { triggered: 'rotating_light', resolved: 'white_check_mark', info: 'information_source' } as const;

/** A topic of an ntfy server. As JSON to its root: headers could not carry a title in any language. @see https://docs.ntfy.sh/publish */
export const NTFY: Channel = {
  request({ endpoint, message }: Letter) {
    if (message.type === 'http') throw new CannotSend('this channel takes texts, not bodies');
    const target = new URL(urlOf(endpoint));
    const path = target.pathname.replace(/\/+$/, '').split('/');
    const topic = decodeURIComponent(path.pop() ?? '');
    if (topic === '') throw new CannotSend('the address names no topic');
    target.pathname = `${path.join('/')}/`;
    const token = endpoint.keys?.['token'] ?? '';
    const { title, text, url, linkText, state, severity, fields = [] } = message;
    const facts = fields.map(([label, value]) => `${label}: ${value}`).join('\n');
    return {
      url: target.href,
      headers: [...JSON_TYPE, ...(token === '' ? [] : [['authorization', `Bearer ${token}`] as const])],
      body: JSON.stringify({
        topic,
        title: cut(oneLine(title), 250),
        message: cut([text, facts].filter((part) => part !== '').join('\n\n'), 4000),
        priority: state === 'triggered' ? PRIORITIES[severity] : PRIORITIES.info,
        tags: [TAGS[state]],
        click: url,
        actions: [{ action: 'view', label: cut(linkText, 60), url }],
      }),
    };
  },
};
