import { expect, it } from '@jest/globals';
import { channelSuite, jsonOf, NASTY } from '../../../../../test/channel-suite.js';

channelSuite(
  { channel: 'teams', endpoint: (url) => ({ type: 'http', channel: 'teams', url: `${url}/workflows/1?sig=abc` }), good: { status: 202 } },
  (record) => {
    it('sends an adaptive card whose texts are no markdown', async () => {
      const seen = await record();
      expect(seen).toMatchObject({ method: 'POST', path: '/workflows/1?sig=abc' });
      const { type, attachments } = jsonOf(seen) as {
        type: string;
        attachments: { contentType: string; content: { body: object[]; actions: object[] } }[];
      };
      expect([type, attachments[0]!.contentType]).toEqual(['message', 'application/vnd.microsoft.card.adaptive']);
      const { body, actions } = attachments[0]!.content;
      expect(body[1]).toMatchObject({ text: expect.stringContaining('\\[link\\]\\(https://evil.test\\) \\*bold\\*') });
      expect(body[2]).toEqual({
        type: 'FactSet',
        facts: [
          { title: 'Status', value: 'TRIGGERED' },
          { title: 'Failure threshold', value: '3' },
        ],
      });
      expect(actions).toEqual([{ type: 'Action.OpenUrl', title: 'Open Alert Details', url: NASTY.url }]);
    });
  },
);
