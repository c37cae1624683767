import { CannotSend, type Channel, cut, isoOf, JSON_TYPE, keyOf, type Letter, oneLine, urlOf } from '../channel.js';

/** Events API v2: a problem opens an alert, its end closes it, by one key. @see https://developer.pagerduty.com/docs/events-api-v2 */
export const PAGERDUTY: Channel = {
  request({ endpoint, message, dedupKey }: Letter) {
    if (message.type === 'http') throw new CannotSend('this channel takes texts, not bodies');
    const { title, text, url, linkText, state, severity, source, at, fields = [] } = message;
    return {
      url: urlOf(endpoint),
      headers: JSON_TYPE,
      body: JSON.stringify({
        routing_key: keyOf(endpoint, 'routing_key'),
        event_action: state === 'resolved' ? 'resolve' : 'trigger',
        dedup_key: cut(dedupKey, 255),
        payload: {
          summary: cut(oneLine(title), 1024),
          source: cut(oneLine(source), 255),
          severity,
          timestamp: isoOf(at),
          custom_details: { message: text, ...Object.fromEntries(fields) },
        },
        links: [{ href: url, text: linkText }],
        client: source,
        client_url: url,
      }),
    };
  },
};
