import { type NoteMessage } from '../../delivery.js';
import { asWritten, type Channel, cut, oneLine } from '../channel.js';

const COLOURS = { triggered: '#ca3038', resolved: '#67ab95', info: '#6679cc' } as const;

/** A mention is defused by an invisible character after its sign. */
const calm = (text: string): string => text.replaceAll('@', '@\u200b');

const attachmentOf = ({ title, text, url, linkText, state, source, fields = [] }: NoteMessage): object => ({
  username: cut(oneLine(source), 64),
  attachments: [
    {
      fallback: cut(calm(oneLine(title)), 300),
      color: COLOURS[state],
      title: cut(calm(oneLine(title)), 300),
      title_link: url,
      text: cut(`${calm(text)}\n\n[${linkText.replaceAll(/[[\]]/g, '')}](${url})`.trim(), 7000),
      fields: fields.map(([label, value]) => ({ short: true, title: cut(label, 100), value: cut(calm(value), 500) })),
      footer: cut(source, 200),
    },
  ],
});

/** Incoming webhooks of Mattermost, and of Rocket.Chat, which reads the same. */
export const MATTERMOST: Channel = { request: (letter) => asWritten(letter, attachmentOf) };
