import { type NoteMessage } from '../../delivery.js';
import { asWritten, type Channel, cut, oneLine } from '../channel.js';

/** Characters of Slack's own markup. @see https://docs.slack.dev/messaging/formatting-message-text */
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const STYLES = { triggered: 'danger', resolved: 'primary', info: undefined } as const;
const MOST_FIELDS = 10;

function blocksOf({ title, text, url, linkText, state, source, at, fields = [] }: NoteMessage): object {
  const style = STYLES[state];
  return {
    text: cut(escape(oneLine(title)), 3000),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(oneLine(title), 150), emoji: true } },
      ...(text === '' ? [] : [{ type: 'section', text: { type: 'mrkdwn', text: cut(escape(text), 3000) } }]),
      ...(fields.length === 0
        ? []
        : [
            {
              type: 'section',
              fields: fields.slice(0, MOST_FIELDS).map(([label, value]) => ({
                type: 'mrkdwn',
                text: cut(`*${escape(label)}*\n${escape(value)}`, 2000),
              })),
            },
          ]),
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            text: { type: 'plain_text', text: cut(linkText, 75) },
            url,
            ...(style === undefined ? {} : { style }),
          },
        ],
      },
      {
        type: 'context',
        elements: [{ type: 'mrkdwn', text: `${cut(escape(source), 200)} · <!date^${at}^{date_short_pretty} {time}|${at}>` }],
      },
    ],
  };
}

/** Slack's incoming webhooks: Block Kit. */
export const SLACK: Channel = { request: (letter) => asWritten(letter, blocksOf) };
