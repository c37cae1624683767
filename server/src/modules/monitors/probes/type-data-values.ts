import { type HostKind } from '@clarion/contract';

/** What somebody once sent: anything may be missing or of another shape. */
export type TypeData = Readonly<Record<string, unknown>>;

/** A check of any type may not ask for more time than this, ms. */
export const LONGEST_MS = 240_000;
/** Hosts of one monitor; they are tried side by side. */
export const MOST_HOSTS = 100;

const isObject = (value: unknown): value is TypeData => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text without the blanks around it; empty when it is none. */
export const trimmed = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** An eval function, or null when there is none. */
export const functionText = (value: unknown): string | null => (trimmed(value) === '' ? null : trimmed(value));

/** Milliseconds, whole and within bounds; what is no number takes the default. */
export const milliseconds = (value: unknown, fallback: number, least = 1): number =>
  typeof value === 'number' && value >= least ? Math.min(Math.ceil(value), LONGEST_MS) : fallback;

/** A whole number within bounds; anything else takes the default. */
export const wholeWithin = (value: unknown, least: number, most: number, fallback: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : fallback;

/** A port, as a number or as digits; absent takes the default. @returns null for what is no port */
export function portOf(value: unknown, fallback: number): number | null {
  if (value === undefined || value === null || value === '') return fallback;
  const port = typeof value === 'string' && /^\d{1,5}$/.test(value.trim()) ? Number(value) : value;
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : null;
}

/** What a host is written as. @see monitors §6.2 */
export const kindOf = (host: string): HostKind => (/^\d{1,3}(\.\d{1,3}){3}$/.test(host) ? 'IP4' : host.includes(':') ? 'IP6' : 'DOMAIN');

/**
 * The entries of `hosts`.
 * @param read reads one of them; a text says what is wrong with it
 * @returns the list, or what is wrong, in words
 */
export function readHosts<Host>(value: unknown, read: (entry: TypeData, host: string) => Host | string): readonly Host[] | string {
  if (!Array.isArray(value) || value.length === 0) return 'the monitor has no hosts yet';
  if (value.length > MOST_HOSTS) return `a monitor takes at most ${MOST_HOSTS} hosts`;
  const hosts: Host[] = [];
  for (const [index, entry] of (value as readonly unknown[]).entries()) {
    const host = isObject(entry) ? trimmed(entry['host']) : '';
    if (!isObject(entry) || host === '') return `host ${index + 1} has no name or address`;
    const found = read(entry, host);
    if (typeof found === 'string') return `host ${index + 1}: ${found}`;
    hosts.push(found);
  }
  return hosts;
}
