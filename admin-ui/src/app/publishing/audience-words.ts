import type { PreviewMessage } from '../api/incidents.js';
import { TRIGGER_TYPE_WORDS } from '../alerts/alert-words.js';

export const channelWords = (channel: string): string =>
  channel === 'push' ? 'Browser push' : ((TRIGGER_TYPE_WORDS as Readonly<Record<string, string>>)[channel] ?? channel);

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

/** `German` for `de`; what is no tag is said as it is. */
export function languageWords(locale: string): string {
  try {
    return languages.of(locale) ?? locale;
  } catch {
    return locale;
  }
}

/** Why somebody is not told, by the reasons of the server; in the order they are said in, after a number. */
const REASONS: Readonly<Record<string, string>> = {
  other_services: 'chose other services',
  other_news: 'asked for other news',
  not_shown: 'because no public page shows it',
  not_confirmed: 'never confirmed',
  paused: 'paused',
  bounced: 'bounced',
  inactive: 'switched off',
  switched_off: 'by a channel that the settings leave out',
  trigger_inactive: 'inactive among the triggers',
  no_mail_server: 'of the triggers for want of a mail server',
};

/** `12 paused`, the reasons that hold. */
export const leftOutWords = (leftOut: Readonly<Record<string, number>>): string[] =>
  Object.entries(REASONS).flatMap(([reason, words]) => {
    const count = leftOut[reason] ?? 0;
    return count === 0 ? [] : [`${count.toLocaleString()} ${words}`];
  });

/** `E-mail, German`; `Slack, trigger`. */
export const messageWords = ({ audience, channel, locale }: Pick<PreviewMessage, 'audience' | 'channel' | 'locale'>): string =>
  `${channelWords(channel)}, ${audience === 'trigger' ? 'trigger' : languageWords(locale)}`;
