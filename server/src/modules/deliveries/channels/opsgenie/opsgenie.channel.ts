import { CannotSend, type Channel, below, cut, keyOf, type Letter, oneLine, urlOf } from '../channel.js';

const PRIORITIES = { critical: 'P1', warning: 'P3', info: 'P5' } as const;

/** Alert API: created under an alias, closed by it. Services that speak it take the same. @see https://docs.opsgenie.com/docs/alert-api */
export const OPSGENIE: Channel = {
  request({ endpoint, message, dedupKey }: Letter) {
    if (message.type === 'http') throw new CannotSend('this channel takes texts, not bodies');
    const { title, text, url, state, severity, source, fields = [] } = message;
    const alerts = below(urlOf(endpoint), 'v2', 'alerts');
    const alias = cut(dedupKey, 512);
    const headers = [
      ['content-type', 'application/json'],
      ['authorization', `GenieKey ${keyOf(endpoint, 'api_key')}`],
    ] as const;
    if (state === 'resolved')
      return {
        url: `${below(alerts, alias, 'close')}?identifierType=alias`,
        headers,
        body: JSON.stringify({ source: cut(source, 100), note: cut(`${oneLine(title)}\n${text}`.trim(), 25_000) }),
      };
    return {
      url: alerts,
      headers,
      body: JSON.stringify({
        message: cut(oneLine(title), 130),
        alias,
        description: cut(`${text}\n\n${url}`.trim(), 15_000),
        details: { ...Object.fromEntries(fields), url },
        source: cut(source, 100),
        priority: PRIORITIES[severity],
      }),
    };
  },
};
