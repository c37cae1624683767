import { expect, it } from '@jest/globals';
import { channelSuite, jsonOf, NASTY } from '../../../../../test/channel-suite.js';
import { TELEGRAM } from './telegram.channel.js';

const keys = { bot_token: '12345:AbC-dEf_1', chat_id: '-100200' };

channelSuite(
  {
    channel: 'telegram',
    endpoint: (url) => ({ type: 'http', channel: 'telegram', url, keys }),
    good: { status: 200, body: '{"ok":true}' },
  },
  (record) => {
    it('sends plain text to the chat', async () => {
      const seen = await record();
      expect(seen).toMatchObject({ method: 'POST', path: '/bot12345:AbC-dEf_1/sendMessage' });
      expect(jsonOf(seen)).toEqual({
        chat_id: '-100200',
        text: `🔴 ","admin":true,"x":" is DOWN Bcc: all@example.test <b>😀</b>\n\n${NASTY.text}\n\nStatus: TRIGGERED\nFailure threshold: 3\n\nOpen Alert Details: ${NASTY.url}`,
        link_preview_options: { is_disabled: true },
      });
    });

    it('keeps the link when the text is long', async () => {
      const { text } = jsonOf(await record({ ...NASTY, text: 'x'.repeat(9000) })) as { text: string };
      expect([...text].length).toBeLessThanOrEqual(4096);
      expect(text.endsWith(NASTY.url)).toBe(true);
    });

    it('reads the patience it is asked for in the body', () => {
      expect(TELEGRAM.read!(429, '{"ok":false,"parameters":{"retry_after":35}}')).toEqual({
        kind: 'temporary',
        status: 429,
        retryAfterMs: 35_000,
      });
    });
  },
);

it('takes no token that would lead elsewhere', () => {
  const endpoint = { type: 'http', channel: 'telegram', keys: { ...keys, bot_token: '1:a/../../x' } } as const;
  expect(() => TELEGRAM.request({ id: '', dedupKey: '', now: 0, message: NASTY, endpoint })).toThrow('bot_token is not one');
});
