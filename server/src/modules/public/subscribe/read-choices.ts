import { LIMITS, SUBSCRIPTION_EVENT_TYPES } from '@clarion/contract';
import type { MessageKey } from '@clarion/i18n';
import { AppError } from '../../../platform/errors/app-error.js';
import { type Scope, scopeKey, scopeOfKey } from '../../subscriptions/scopes/scope.js';

/** Sentences about what went wrong; none has a parameter. */
export type FaultKey = Extract<
  MessageKey,
  `subscriptions.${'badEmail' | 'badCode' | 'pickType' | 'pickServices' | 'badHours' | 'tooOften' | 'failed'}`
>;

/** Something a reader did that we can say in their language. */
export class FormError extends Error {
  override readonly name = 'FormError';
  constructor(readonly key: FaultKey) {
    super(key);
  }
}

/** Choices of a form under their names on the wire. */
export interface SentChoices extends Readonly<Record<string, unknown>> {
  readonly incidents: boolean;
  readonly maintenances: boolean;
  readonly scopes: readonly Scope[];
  readonly locale: string | null;
  readonly time_zone: string | null;
}

const textIn = (fields: URLSearchParams, name: string): string | null => {
  const text = fields.get(name) ?? '';
  return text === '' ? null : text;
};

/** Whether somebody wants some things alone. */
export const wantsSome = (fields: URLSearchParams): boolean => fields.get('reach') === 'some';

/** What was picked, each once; none with “all services”. */
export function pickedIn(fields: URLSearchParams): readonly Scope[] {
  if (!wantsSome(fields)) return [];
  const picked = fields.getAll('scope').slice(0, LIMITS.subscriptionScopes + 1);
  const scopes = picked.flatMap((key) => scopeOfKey(key) ?? []);
  return [...new Map(scopes.map((scope) => [scopeKey(scope), scope])).values()];
}

/** @throws FormError */
export function choicesOf(fields: URLSearchParams): SentChoices {
  const has = (name: string): boolean => fields.get(name) === 'yes';
  const scopes = pickedIn(fields);
  if (wantsSome(fields) && scopes.length === 0) throw new FormError('subscriptions.pickServices');
  return {
    ...{ incidents: has('incidents'), maintenances: has('maintenances'), scopes },
    ...{ locale: textIn(fields, 'locale'), time_zone: textIn(fields, 'time_zone') },
  };
}

/** The same with quiet hours; a language that stands in no field stays. @throws FormError */
export function preferencesOf(fields: URLSearchParams): Readonly<Record<string, unknown>> {
  const { locale, ...choices } = choicesOf(fields);
  const [from, to] = [fields.get('quiet_from'), fields.get('quiet_to')];
  const isQuiet = fields.get('quiet') === 'yes';
  if (isQuiet && (from === to || !from || !to)) throw new FormError('subscriptions.badHours');
  return { ...choices, ...(locale === null ? {} : { locale }), quiet_hours: isQuiet ? { from, to } : null };
}

/** @throws FormError */
export function assertSomeType(choices: SentChoices): void {
  if (!SUBSCRIPTION_EVENT_TYPES.some((type) => choices[type])) throw new FormError('subscriptions.pickType');
}

/** What went wrong, as a text for the reader. @throws the error itself when it is none of theirs */
export function saidOf(error: unknown): { key: FaultKey; status: number } {
  if (error instanceof FormError) return { key: error.key, status: 400 };
  if (!(error instanceof AppError)) throw error;
  if (error.code === 'RATE_LIMITED') return { key: 'subscriptions.tooOften', status: error.status };
  if (error.status >= 500) throw error;
  const field = error.details?.[0]?.field ?? '';
  if (field === 'email') return { key: 'subscriptions.badEmail', status: error.status };
  if (field === 'quiet_hours') return { key: 'subscriptions.badHours', status: error.status };
  return { key: 'subscriptions.failed', status: error.status };
}

/** What a link preselects: `?monitor=shop`, `?page_path=eu`, `?section=7`, `?incident=12`. */
export const preselected = (query: Readonly<Record<string, unknown>>): readonly Scope[] =>
  Object.entries({ monitor: 'monitor', page_path: 'page', section: 'section', incident: 'incident' }).flatMap(([name, type]) => {
    const value = query[name];
    return typeof value === 'string' ? (scopeOfKey(`${type}:${value}`) ?? []) : [];
  });
