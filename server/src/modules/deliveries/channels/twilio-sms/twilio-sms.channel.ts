import { below, CannotSend, type Channel, cut, keyOf, type Letter, oneLine, urlOf } from '../channel.js';

/** Two segments of a text message in any script, four in Latin letters. */
const MOST_CHARS = 320;

/** @see https://www.twilio.com/docs/messaging/api/message-resource */
export const TWILIO_SMS: Channel = {
  request({ endpoint, message }: Letter) {
    if (message.type === 'http') throw new CannotSend('this channel takes texts, not bodies');
    const account = keyOf(endpoint, 'account_sid');
    if (!/^\w+$/.test(account)) throw new CannotSend('account_sid is not one');
    const from = keyOf(endpoint, 'from');
    const { title, text, url } = message;
    const head = oneLine(`${title} ${text}`);
    return {
      url: below(urlOf(endpoint), '2010-04-01', 'Accounts', account, 'Messages.json'),
      headers: [
        ['content-type', 'application/x-www-form-urlencoded'],
        ['authorization', `Basic ${Buffer.from(`${account}:${keyOf(endpoint, 'auth_token')}`).toString('base64')}`],
      ],
      body: new URLSearchParams({
        // A messaging service stands in for a number.
        ...(from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from }),
        To: keyOf(endpoint, 'to'),
        Body: `${cut(head, Math.max(40, MOST_CHARS - url.length - 1))} ${url}`,
      }).toString(),
    };
  },
};
