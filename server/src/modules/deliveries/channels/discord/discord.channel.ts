import { type NoteMessage } from '../../delivery.js';
import { asWritten, type Channel, cut, isoOf, oneLine } from '../channel.js';

const COLOURS = { triggered: 15_158_332, resolved: 3_066_993, info: 3_447_003 } as const;
const MOST_FIELDS = 25;

const embedOf = ({ title, text, url, state, source, at, fields = [] }: NoteMessage): object => ({
  username: cut(oneLine(source), 80),
  // A name like “@everyone” in a title is a text, and calls nobody.
  allowed_mentions: { parse: [] },
  embeds: [
    {
      title: cut(oneLine(title), 256),
      url,
      description: cut(text, 4096),
      color: COLOURS[state],
      fields: fields.slice(0, MOST_FIELDS).map(([name, value]) => ({ name: cut(name, 256), value: cut(value, 1024), inline: true })),
      footer: { text: cut(source, 2048) },
      timestamp: isoOf(at),
    },
  ],
});

/** Discord's webhooks: one embed. */
export const DISCORD: Channel = { request: (letter) => asWritten(letter, embedOf) };
