import { expect, it } from '@jest/globals';
import { channelSuite, jsonOf, NASTY } from '../../../../../test/channel-suite.js';

channelSuite(
  {
    channel: 'discord',
    endpoint: (url) => ({ type: 'http', channel: 'discord', url: `${url}/api/webhooks/1/token` }),
    good: { status: 204 },
  },
  (record) => {
    it('sends one embed that calls nobody', async () => {
      const seen = await record();
      expect(seen).toMatchObject({ method: 'POST', path: '/api/webhooks/1/token' });
      expect(jsonOf(seen)).toEqual({
        username: 'Acme status',
        allowed_mentions: { parse: [] },
        embeds: [
          {
            title: '","admin":true,"x":" is DOWN Bcc: all@example.test <b>😀</b>',
            url: NASTY.url,
            description: NASTY.text,
            color: 15_158_332,
            fields: [
              { name: 'Status', value: 'TRIGGERED', inline: true },
              { name: 'Failure threshold', value: '3', inline: true },
            ],
            footer: { text: 'Acme status' },
            timestamp: '2026-03-02T10:15:02.000Z',
          },
        ],
      });
    });

    it('is green when it is over', async () => {
      expect(jsonOf(await record({ ...NASTY, state: 'resolved' }))).toMatchObject({ embeds: [{ color: 3_066_993 }] });
    });
  },
);
