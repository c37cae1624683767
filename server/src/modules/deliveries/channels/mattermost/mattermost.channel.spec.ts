import { expect, it } from '@jest/globals';
import { channelSuite, jsonOf, NASTY } from '../../../../../test/channel-suite.js';

channelSuite({ channel: 'mattermost', endpoint: (url) => ({ type: 'http', channel: 'mattermost', url: `${url}/hooks/abc` }) }, (record) => {
  it('sends an attachment that calls nobody', async () => {
    const seen = await record();
    expect(seen).toMatchObject({ method: 'POST', path: '/hooks/abc' });
    const { attachments } = jsonOf(seen) as { attachments: Record<string, string>[] };
    expect(attachments[0]).toMatchObject({ color: '#ca3038', title_link: NASTY.url, footer: 'Acme status' });
    expect(seen.body).not.toContain('@everyone');
    expect(attachments[0]!['text']).toContain(`[Open Alert Details](${NASTY.url})`);
  });
});
