import { expect, it } from '@jest/globals';
import { channelSuite, jsonOf } from '../../../../../test/channel-suite.js';

channelSuite(
  {
    channel: 'google_chat',
    endpoint: (url) => ({ type: 'http', channel: 'google_chat', url: `${url}/v1/spaces/A/messages?key=k&token=t` }),
  },
  (record) => {
    it('sends a card into the thread of the problem, under an id that is told again', async () => {
      const seen = await record();
      const { pathname, searchParams } = new URL(seen.path, 'http://x');
      expect(pathname).toBe('/v1/spaces/A/messages');
      expect(Object.fromEntries(searchParams)).toEqual({
        key: 'k',
        token: 't',
        requestId: 'msg_0a1b2c_41',
        messageReplyOption: 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD',
      });
      expect(jsonOf(seen)).toMatchObject({ thread: { threadKey: 'alert:3:17' }, cardsV2: [{ cardId: 'msg_0a1b2c_41' }] });
      expect(seen.body).toContain('&lt;script&gt;');
      expect(seen.body).not.toContain('<script>');
    });
  },
);
