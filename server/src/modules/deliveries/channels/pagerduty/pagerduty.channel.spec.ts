import { expect, it } from '@jest/globals';
import { channelSuite, jsonOf, NASTY } from '../../../../../test/channel-suite.js';

channelSuite(
  {
    channel: 'pagerduty',
    endpoint: (url) => ({ type: 'http', channel: 'pagerduty', url: `${url}/v2/enqueue`, keys: { routing_key: 'R0UT1NGKEY' } }),
    good: { status: 202, body: '{"status":"success"}' },
  },
  (record) => {
    it('opens an alert under the key of the problem', async () => {
      const seen = await record();
      expect(seen).toMatchObject({ method: 'POST', path: '/v2/enqueue' });
      expect(jsonOf(seen)).toEqual({
        routing_key: 'R0UT1NGKEY',
        event_action: 'trigger',
        dedup_key: 'alert:3:17',
        payload: {
          summary: '","admin":true,"x":" is DOWN Bcc: all@example.test <b>😀</b>',
          source: 'Acme status',
          severity: 'critical',
          timestamp: '2026-03-02T10:15:02.000Z',
          custom_details: { message: NASTY.text, Status: 'TRIGGERED', 'Failure threshold': '3' },
        },
        links: [{ href: NASTY.url, text: 'Open Alert Details' }],
        client: 'Acme status',
        client_url: NASTY.url,
      });
    });

    it('OBX-07 closes it by the same key', async () => {
      expect(jsonOf(await record({ ...NASTY, state: 'resolved' }))).toMatchObject({ event_action: 'resolve', dedup_key: 'alert:3:17' });
    });
  },
);
