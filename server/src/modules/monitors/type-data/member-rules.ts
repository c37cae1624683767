import { type ErrorDetail } from '@clarion/contract';
import { AppError } from '../../../platform/errors/app-error.js';

/** What is known about addresses when a monitor is saved; nothing is resolved for it. @see reliability SEC-22 */
export interface Targets {
  /** Why an http(s) address is refused; null = it is not. */
  refusedUrl(url: string): string | null;
  /** Why a host is refused, whatever the port; null = it is not. */
  refusedHost(host: string): string | null;
  /** Why a header cannot be sent; null = it can. */
  refusedHeader(name: string, value: string): string | null;
}

/** What is wrong with a value at a path such as `type_data.hosts[0].port`. */
export type Rule = (value: unknown, path: string, targets: Targets) => readonly ErrorDetail[];

/** One refusal, as a form shows it beside the field. */
export const fault = (field: string, message: string): readonly ErrorDetail[] => [
  { field, message: message.charAt(0).toUpperCase() + message.slice(1) },
];

/** @throws AppError `BAD_REQUEST` when there is anything to refuse */
export function refuse(details: readonly ErrorDetail[]): void {
  if (details.length === 0) return;
  throw new AppError('BAD_REQUEST', details.map(({ field, message }) => `${field}: ${message}`).join('; '), { details });
}

const NONE: readonly ErrorDetail[] = [];

/** Texts with `$NAME` in them are read when the check runs; only then is there something to judge. @see monitors §4 */
export const isTemplate = (text: string): boolean => /\$\w/.test(text);

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Null clears a member, and an absent one has nothing to judge. */
export const judge = (rule: Rule, value: unknown, path: string, targets: Targets): readonly ErrorDetail[] =>
  value === undefined || value === null ? NONE : rule(value, path, targets);

export const text: Rule = (value, path) => (isText(value) ? NONE : fault(path, 'must be a text'));
export const flag: Rule = (value, path) => (typeof value === 'boolean' ? NONE : fault(path, 'must be true or false'));

export const oneOf =
  (...values: readonly string[]): Rule =>
  (value, path) =>
    values.some((each) => each === value) ? NONE : fault(path, `must be one of ${values.join(', ')}`);

/** @param most Infinity = no upper bound */
export const whole =
  (least: number, most = Infinity): Rule =>
  (value, path) =>
    Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most
      ? NONE
      : fault(path, most === Infinity ? `must be a whole number, at least ${least}` : `must be a whole number from ${least} to ${most}`);

export const atLeast =
  (least: number): Rule =>
  (value, path) =>
    isNumber(value) && value >= least ? NONE : fault(path, `must be a number, at least ${least}`);

export const moreThan =
  (bound: number): Rule =>
  (value, path) =>
    isNumber(value) && value > bound ? NONE : fault(path, `must be a number above ${bound}`);

/** Milliseconds. */
export const milliseconds = atLeast(1);
export const port = whole(1, 65_535);

/** A port as the SSL type writes it: digits in a text; a number passes too. */
export const portText: Rule = (value, path, targets) =>
  port(isText(value) && /^\d{1,5}$/.test(value) ? Number(value) : value, path, targets).length === 0
    ? NONE
    : fault(path, 'must be a port from 1 to 65535');

/** A list of things. @param least entries */
export const list =
  (rule: Rule, least = 0): Rule =>
  (value, path, targets) => {
    if (!Array.isArray(value)) return fault(path, 'must be a list');
    if (value.length < least) return fault(path, `needs at least ${least} ${least === 1 ? 'entry' : 'entries'}`);
    return value.flatMap((entry: unknown, index) => rule(entry, `${path}[${index}]`, targets)).slice(0, 1);
  };

/** An object whose known members follow rules; others are kept as they are. */
export const object =
  (members: Readonly<Record<string, Rule>>, alsoCheck?: Rule): Rule =>
  (value, path, targets) => {
    if (!isObject(value)) return fault(path, 'must be an object');
    const details = Object.entries(members).flatMap(([name, rule]) => judge(rule, value[name], `${path}.${name}`, targets));
    return details.length > 0 || alsoCheck === undefined ? details : alsoCheck(value, path, targets);
  };

/** An http(s) address without spaces or quotes that may be dialled. */
export const httpUrl: Rule = (value, path, targets) => {
  if (!isText(value) || /[\s"'`<>]/.test(value) || value.length > 2_048)
    return fault(path, 'must be an http(s) address without spaces or quotes');
  if (isTemplate(value)) return NONE;
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value))
    return fault(path, 'must be an http(s) address, such as https://example.org/health');
  const refused = targets.refusedUrl(value);
  return refused === null ? NONE : fault(path, `cannot be used: ${refused}`);
};

/** A host name or address that may be dialled. */
export const host: Rule = (value, path, targets) => {
  if (!isText(value) || value.trim() === '') return fault(path, 'must be a host name or address');
  if (isTemplate(value)) return NONE;
  const refused = targets.refusedHost(value);
  return refused === null ? NONE : fault(path, `cannot be used: ${refused}`);
};

export const HEADER = { key: text, value: text };

/** `{key, value}` with a name and a value that can be sent. */
export const header: Rule = object(HEADER, (value, path, targets) => {
  const { key, value: content } = value as { key?: string; value?: string };
  if (!isText(key) || key === '') return NONE; // an empty row of a form
  const refused = targets.refusedHeader(key, content ?? '');
  return refused === null ? NONE : fault(path, `cannot be used: ${refused}`);
});
