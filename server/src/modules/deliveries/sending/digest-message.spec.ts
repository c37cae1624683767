import { describe, expect, it } from '@jest/globals';
import type { HttpMessage, MailMessage, NoteMessage } from '../delivery.js';
import { withEarlier } from './digest-message.js';

const at = new Date('2026-03-02T10:15:02Z');
const lines = [
  { at, text: 'DOWN, "quoted" <b>\r\nBcc: a@b.test' },
  { at: new Date(at.getTime() - 60_000), text: '' },
];
const WORDS = ['10:15 UTC DOWN, "quoted" <b> Bcc: a@b.test', '10:14 UTC'];
const http = (body: string): HttpMessage => ({ type: 'http', body, contentType: 'application/json' });
const bodyOf = (body: string): unknown => JSON.parse((withEarlier(http(body), 'Before:', lines) as HttpMessage).body);

describe('a message with what happened before it', () => {
  it('is itself when there was nothing', () => {
    expect(withEarlier(http('{}'), 'Before:', [])).toEqual(http('{}'));
  });

  it('says it below its own words', () => {
    const note = { type: 'note', title: 'UP', text: 'Now' } as NoteMessage;
    expect(withEarlier(note, 'Before:', lines)).toEqual({ ...note, text: `Now\n\nBefore:\n${WORDS.join('\n')}` });
    const mail: MailMessage = { type: 'mail', subject: 'UP', text: '', html: '<body><p>Now</p></body></html>' };
    expect(withEarlier(mail, 'Before:', lines)).toEqual({
      ...mail,
      text: `Before:\n${WORDS.join('\n')}`,
      html: '<body><p>Now</p><p>Before:</p><ul><li>10:15 UTC DOWN, &quot;quoted&quot; &lt;b&gt; Bcc: a@b.test</li><li>10:14 UTC</li></ul></body></html>',
    });
  });

  it('says it where a body that somebody wrote has room for it', () => {
    expect(bodyOf('{"blocks":[{"type":"divider"}],"text":"UP"}')).toEqual({
      text: 'UP',
      blocks: [{ type: 'divider' }, { type: 'section', text: { type: 'plain_text', text: `Before:\n${WORDS.join('\n')}` } }],
    });
    expect(bodyOf('{"embeds":[{"title":"UP","fields":[{"name":"a","value":"b"}]},{}]}')).toEqual({
      embeds: [
        {
          title: 'UP',
          fields: [
            { name: 'a', value: 'b' },
            { name: 'Before:', value: WORDS.join('\n') },
          ],
        },
        {},
      ],
    });
    expect(bodyOf('{"alert_status":"UP"}')).toEqual({
      alert_status: 'UP',
      digest: lines.map((line) => ({ at: line.at.toISOString(), text: line.text })),
    });
    expect((withEarlier(http('plain'), 'Before:', lines) as HttpMessage).body).toBe(`plain\n\nBefore:\n${WORDS.join('\n')}`);
  });
});
