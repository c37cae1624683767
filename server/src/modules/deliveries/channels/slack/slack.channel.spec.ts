import { expect, it } from '@jest/globals';
import { channelSuite, jsonOf, NASTY } from '../../../../../test/channel-suite.js';

channelSuite(
  {
    channel: 'slack',
    endpoint: (url) => ({ type: 'http', channel: 'slack', url: `${url}/services/T0/B0/x` }),
    good: { status: 200, body: 'ok' },
  },
  (record) => {
    it('speaks Block Kit, in which a text is only a text', async () => {
      const seen = await record();
      expect(seen).toMatchObject({ method: 'POST', path: '/services/T0/B0/x', headers: { 'content-type': 'application/json' } });
      const { text, blocks } = jsonOf(seen) as { text: string; blocks: { type: string }[] };
      expect(text).toBe('","admin":true,"x":" is DOWN Bcc: all@example.test &lt;b&gt;😀&lt;/b&gt;');
      expect(blocks.map(({ type }) => type)).toEqual(['header', 'section', 'section', 'actions', 'context']);
      expect(blocks[1]).toMatchObject({ text: { type: 'mrkdwn', text: expect.stringContaining('&lt;script&gt;') } });
      expect(blocks[3]).toMatchObject({ elements: [{ url: NASTY.url, style: 'danger' }] });
    });

    it('keeps within what Slack takes', async () => {
      const { blocks } = jsonOf(await record({ ...NASTY, title: 'x'.repeat(500), text: 'é'.repeat(5000) })) as {
        blocks: { text?: { text: string } }[];
      };
      expect([...blocks[0]!.text!.text]).toHaveLength(150);
      expect([...blocks[1]!.text!.text]).toHaveLength(3000);
    });

    it('sends a body that somebody wrote as it is', async () => {
      const body = '{"text":"by hand"}';
      expect((await record({ type: 'http', body, contentType: 'application/json' })).body).toBe(body);
    });
  },
);
