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

/** Why somebody is not told, by the reasons of the server; in the order they are said in. */
const REASONS: Readonly<Record<string, string>> = {
  other_services: 'chose other services',
  other_news: 'want no news of this kind',
  not_shown: 'are not told, since no public page shows it',
  not_confirmed: 'never confirmed their address',
  paused: 'are paused',
  bounced: 'have a mailbox that was not there',
  inactive: 'are switched off',
  switched_off: 'use a way that is switched off in the settings',
  trigger_inactive: 'are triggers that are not active',
  no_mail_server: 'are triggers of e-mail, and no mail server is configured',
};

/** `12 are paused`, the reasons that hold. */
export const leftOutWords = (leftOut: Readonly<Record<string, number>>): string[] =>
  Object.entries(REASONS).flatMap(([reason, words]) => {
    const count = leftOut[reason] ?? 0;
    return count === 0 ? [] : [`${count.toLocaleString()} ${words}`];
  });

/** `E-mail, German`; `Slack, trigger`. */
export const messageWords = ({ audience, channel, locale }: Pick<PreviewMessage, 'audience' | 'channel' | 'locale'>): string =>
  `${channelWords(channel)}, ${audience === 'trigger' ? 'trigger' : languageWords(locale)}`;
