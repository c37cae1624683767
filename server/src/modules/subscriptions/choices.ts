import type { SubscriptionEventType } from '@clarion/contract';
import { canonicalTimeZone } from '@clarion/domain';
import { canonicalLocale } from '@clarion/i18n';
import { invalidField } from '../../platform/errors/app-error.js';
import { type Scope, scopesIn } from './scopes/scope.js';

/** Which types of news a subscriber gets; what is undefined stays. */
export type WishedTypes = Readonly<Partial<Record<SubscriptionEventType, boolean | undefined>>>;

/** A stretch of the subscriber's day, `HH:MM`; it may run over midnight. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** What a subscriber chooses; what is undefined stays, null is the site's. */
export interface Choices extends WishedTypes {
  /** Whether readers see them is not judged yet; none = everything. */
  readonly scopes?: readonly Scope[] | undefined;
  /** One the site offers. */
  readonly locale?: string | null | undefined;
  /** IANA name. */
  readonly timeZone?: string | null | undefined;
  readonly quietHours?: QuietHours | null | undefined;
}

type Sent = Readonly<Record<string, unknown>>;

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
export const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function localeIn(sent: unknown, offered: readonly string[]): string | null {
  if (sent === null) return null;
  const found = typeof sent === 'string' ? offered.find((each) => canonicalLocale(each) === canonicalLocale(sent)) : undefined;
  if (found === undefined) throw invalidField('locale', 'This language is not offered');
  return found;
}

function timeZoneIn(sent: unknown): string | null {
  if (sent === null) return null;
  const zone = typeof sent === 'string' ? canonicalTimeZone(sent) : null;
  if (zone === null) throw invalidField('time_zone', 'This time zone is not known');
  return zone;
}

function quietHoursIn(sent: unknown): QuietHours | null {
  if (sent === null) return null;
  const { from, to } = (typeof sent === 'object' ? sent : {}) as Sent;
  if (typeof from !== 'string' || typeof to !== 'string' || !TIME.test(from) || !TIME.test(to) || from === to)
    throw invalidField('quiet_hours', 'Quiet hours need two different times like 22:00');
  return { from, to };
}

/**
 * What somebody sent. Types that are no truth values count as not sent, as in the contract.
 * @param offered languages of the site
 * @param field name of the scopes on the wire
 * @throws AppError `BAD_REQUEST` naming the field
 */
export const choicesIn = (sent: Sent, offered: readonly string[], field = 'scopes'): Choices => ({
  ...typesIn(sent),
  ...('scopes' in sent ? { scopes: scopesIn(sent['scopes'], field) } : {}),
  ...('locale' in sent ? { locale: localeIn(sent['locale'], offered) } : {}),
  ...('time_zone' in sent ? { timeZone: timeZoneIn(sent['time_zone']) } : {}),
  ...('quiet_hours' in sent ? { quietHours: quietHoursIn(sent['quiet_hours']) } : {}),
});

const typesIn = ({ incidents, maintenances }: Sent): WishedTypes => ({
  ...(typeof incidents === 'boolean' ? { incidents } : {}),
  ...(typeof maintenances === 'boolean' ? { maintenances } : {}),
});

/** Members of a login that wait with it: `choices` beside language and zone. @throws AppError `BAD_REQUEST` naming the field */
export function pendingIn(sent: Sent, offered: readonly string[]): Choices | null {
  const { choices = {}, locale, time_zone: timeZone } = sent;
  if (typeof choices !== 'object' || choices === null) throw invalidField('choices', 'It must be an object');
  const all = { ...choices, ...(locale == null ? {} : { locale }), ...(timeZone == null ? {} : { time_zone: timeZone }) };
  return Object.keys(all).length === 0 ? null : choicesIn(all, offered, 'choices.scopes');
}
