import { expect, it } from '@jest/globals';
import { channelSuite, jsonOf, NASTY } from '../../../../../test/channel-suite.js';
import { NTFY } from './ntfy.channel.js';

channelSuite(
  { channel: 'ntfy', endpoint: (url) => ({ type: 'http', channel: 'ntfy', url: `${url}/push/acme-alerts`, keys: { token: 'tk_abc' } }) },
  (record) => {
    it('publishes to the topic of the address', async () => {
      const seen = await record();
      expect(seen).toMatchObject({ method: 'POST', path: '/push/', headers: { authorization: 'Bearer tk_abc' } });
      expect(jsonOf(seen)).toEqual({
        topic: 'acme-alerts',
        title: '","admin":true,"x":" is DOWN Bcc: all@example.test <b>😀</b>',
        message: `${NASTY.text}\n\nStatus: TRIGGERED\nFailure threshold: 3`,
        priority: 5,
        tags: ['rotating_light'],
        click: NASTY.url,
        actions: [{ action: 'view', label: 'Open Alert Details', url: NASTY.url }],
      });
    });
  },
);

it('wants an address that names a topic', () => {
  const endpoint = { type: 'http', channel: 'ntfy', url: 'https://ntfy.sh/' } as const;
  expect(() => NTFY.request({ id: '', dedupKey: '', now: 0, message: NASTY, endpoint })).toThrow('the address names no topic');
});
