import { expect, it } from '@jest/globals';
import { channelSuite, NASTY, NOW } from '../../../../../test/channel-suite.js';
import { PUSHOVER } from './pushover.channel.js';

channelSuite(
  {
    channel: 'pushover',
    endpoint: (url) => ({ type: 'http', channel: 'pushover', url, keys: { token: 'app-token', user: 'user-key' } }),
    good: { status: 200, body: '{"status":1,"request":"x"}' },
  },
  (record) => {
    it('sends a form', async () => {
      const seen = await record();
      expect(seen).toMatchObject({
        method: 'POST',
        path: '/1/messages.json',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(Object.fromEntries(new URLSearchParams(seen.body))).toEqual({
        token: 'app-token',
        user: 'user-key',
        title: '","admin":true,"x":" is DOWN Bcc: all@example.test <b>😀</b>',
        message: NASTY.text,
        priority: '1',
        timestamp: String(NOW),
        url: NASTY.url,
        url_title: 'Open Alert Details',
      });
    });
  },
);

it('hears a no that comes with 200', () => {
  expect(PUSHOVER.read!(200, '{"status":0,"errors":["user key is invalid"]}')).toEqual({ kind: 'permanent', status: 200 });
});
