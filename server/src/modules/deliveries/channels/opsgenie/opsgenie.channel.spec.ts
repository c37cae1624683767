import { expect, it } from '@jest/globals';
import { channelSuite, jsonOf, NASTY } from '../../../../../test/channel-suite.js';

channelSuite(
  {
    channel: 'opsgenie',
    endpoint: (url) => ({ type: 'http', channel: 'opsgenie', url, keys: { api_key: 'genie-key-1' } }),
    good: { status: 202 },
  },
  (record) => {
    it('opens an alert under the alias of the problem', async () => {
      const seen = await record();
      expect(seen).toMatchObject({ method: 'POST', path: '/v2/alerts', headers: { authorization: 'GenieKey genie-key-1' } });
      expect(jsonOf(seen)).toEqual({
        message: '","admin":true,"x":" is DOWN Bcc: all@example.test <b>😀</b>',
        alias: 'alert:3:17',
        description: `${NASTY.text}\n\n${NASTY.url}`,
        details: { Status: 'TRIGGERED', 'Failure threshold': '3', url: NASTY.url },
        source: 'Acme status',
        priority: 'P1',
      });
    });

    it('closes it by its alias', async () => {
      const seen = await record({ ...NASTY, state: 'resolved' });
      expect(seen.path).toBe('/v2/alerts/alert%3A3%3A17/close?identifierType=alias');
      expect(jsonOf(seen)).toMatchObject({ source: 'Acme status' });
    });
  },
);
