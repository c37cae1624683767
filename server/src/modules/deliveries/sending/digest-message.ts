import { escapeHtml } from '@clarion/domain/templates';
import { type HttpMessage, type Message } from '../delivery.js';

/** What happened before, in a few words. */
export interface DigestLine {
  readonly at: Date;
  /** Empty: its instant says it all. */
  readonly text: string;
}

/** @see https://docs.slack.dev/reference/block-kit/blocks, https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const SLACK_CHARS = 3_000;
const DISCORD = { name: 256, value: 1_024, fields: 25 } as const;

/** `10:02 UTC` */
const timeOf = (at: Date): string => `${at.toISOString().slice(11, 16)} UTC`;
const inWords = ({ at, text }: DigestLine): string => `${timeOf(at)} ${text.replaceAll(/\s+/g, ' ')}`.trim();
const cut = (text: string, most: number): string => [...text].slice(0, most).join('');

/** A message with what happened before it, the newest first. Its own words stay as they are, and lead. */
export function withEarlier(message: Message, heading: string, lines: readonly DigestLine[]): Message {
  if (lines.length === 0) return message;
  const words = lines.map(inWords);
  const block = `${heading}\n${words.join('\n')}`;
  if (message.type === 'http') return { ...message, body: bodyWith(message, { heading, words, lines }) };
  const text = message.text === '' ? block : `${message.text}\n\n${block}`;
  if (message.type === 'note') return { ...message, text };
  const list = words.map((each) => `<li>${escapeHtml(each)}</li>`).join('');
  const html = `<p>${escapeHtml(heading)}</p><ul>${list}</ul>`;
  const end = message.html.toLowerCase().lastIndexOf('</body>');
  return { ...message, text, html: end < 0 ? message.html + html : message.html.slice(0, end) + html + message.html.slice(end) };
}

/** Bodies that somebody wrote: as Slack and Discord show it, and `digest` for programs; what is no JSON gets lines. */
function bodyWith({ body }: HttpMessage, told: { heading: string; words: readonly string[]; lines: readonly DigestLine[] }): string {
  const { heading, words, lines } = told;
  const parsed = objectIn(body);
  if (parsed === null) return `${body}\n\n${heading}\n${words.join('\n')}`;
  const { blocks, embeds } = parsed;
  if (Array.isArray(blocks)) {
    const text = cut(`${heading}\n${words.join('\n')}`, SLACK_CHARS);
    return JSON.stringify({ ...parsed, blocks: [...(blocks as unknown[]), { type: 'section', text: { type: 'plain_text', text } }] });
  }
  const [embed, ...others] = Array.isArray(embeds) ? (embeds as { fields?: unknown }[]) : [];
  if (typeof embed === 'object') {
    const fields = Array.isArray(embed.fields) ? (embed.fields as unknown[]).slice(0, DISCORD.fields - 1) : [];
    const field = { name: cut(heading, DISCORD.name), value: cut(words.join('\n'), DISCORD.value) };
    return JSON.stringify({ ...parsed, embeds: [{ ...embed, fields: [...fields, field] }, ...others] });
  }
  return JSON.stringify({ ...parsed, digest: lines.map(({ at, text }) => ({ at: at.toISOString(), text })) });
}

function objectIn(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
