import { type NoteMessage } from '../../delivery.js';
import { asWritten, type Channel, cut, oneLine } from '../channel.js';

const COLOURS = { triggered: 'Attention', resolved: 'Good', info: 'Accent' } as const;
const MOST_FACTS = 10;

/** Markdown of cards is defused, so that a name with brackets is no link. */
const plain = (text: string): string => text.replaceAll(/[\\`*_[\]()]/g, (char) => `\\${char}`);

const cardOf = ({ title, text, url, linkText, state, source, fields = [] }: NoteMessage): object => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        fallbackText: cut(oneLine(title), 500),
        body: [
          { type: 'TextBlock', size: 'Large', weight: 'Bolder', wrap: true, color: COLOURS[state], text: cut(plain(oneLine(title)), 500) },
          ...(text === '' ? [] : [{ type: 'TextBlock', wrap: true, text: cut(plain(text), 5000) }]),
          ...(fields.length === 0
            ? []
            : [
                {
                  type: 'FactSet',
                  facts: fields.slice(0, MOST_FACTS).map(([name, value]) => ({ title: cut(name, 100), value: cut(plain(value), 500) })),
                },
              ]),
          { type: 'TextBlock', isSubtle: true, spacing: 'Small', wrap: true, text: cut(plain(source), 200) },
        ],
        actions: [{ type: 'Action.OpenUrl', title: cut(linkText, 100), url }],
      },
    },
  ],
});

/** Microsoft Teams' webhooks (Workflows): an adaptive card. */
export const TEAMS: Channel = { request: (letter) => asWritten(letter, cardOf) };
