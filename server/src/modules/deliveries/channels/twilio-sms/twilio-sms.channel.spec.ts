import { expect, it } from '@jest/globals';
import { channelSuite, NASTY } from '../../../../../test/channel-suite.js';
import { TWILIO_SMS } from './twilio-sms.channel.js';

const keys = { account_sid: 'AC123', auth_token: 'secret-token', from: '+15005550006', to: '+491701234567' };

channelSuite(
  {
    channel: 'twilio_sms',
    endpoint: (url) => ({ type: 'http', channel: 'twilio_sms', url, keys }),
    good: { status: 201, body: '{"sid":"SM1"}' },
  },
  (record) => {
    it('sends one short text with the link', async () => {
      const seen = await record({ ...NASTY, text: 'long '.repeat(200) });
      expect(seen).toMatchObject({
        method: 'POST',
        path: '/2010-04-01/Accounts/AC123/Messages.json',
        headers: { authorization: `Basic ${Buffer.from('AC123:secret-token').toString('base64')}` },
      });
      const { From, To, Body = '' } = Object.fromEntries(new URLSearchParams(seen.body));
      expect([From, To]).toEqual(['+15005550006', '+491701234567']);
      expect([...Body].length).toBeLessThanOrEqual(320);
      expect(Body).toMatch(
        /^","admin":true,"x":" is DOWN Bcc: all@example\.test <b>😀<\/b> long .*… https:\/\/status\.acme\.test\/monitors\/checkout$/,
      );
    });
  },
);

it('names a messaging service in place of a number', () => {
  const endpoint = { type: 'http', channel: 'twilio_sms', keys: { ...keys, from: 'MG9' } } as const;
  const { body, url } = TWILIO_SMS.request({ id: '', dedupKey: '', now: 0, message: NASTY, endpoint });
  expect(new URLSearchParams(String(body)).get('MessagingServiceSid')).toBe('MG9');
  expect(url).toBe('https://api.twilio.com/2010-04-01/Accounts/AC123/Messages.json');
});
