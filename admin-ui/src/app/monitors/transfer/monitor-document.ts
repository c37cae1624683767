import type { Monitor, TypeData } from '../../api/monitors.js';

/** Members of a monitor that a file carries, under their wire names. */
export const CARRIED = [
  'tag',
  'name',
  'description',
  'image',
  'cron',
  'category_name',
  'external_url',
  'default_status',
  'status',
  'monitor_type',
  'type_data',
  'include_degraded_in_downtime',
  'is_hidden',
  'confirmation_threshold',
  'monitor_settings_json',
] as const satisfies readonly (keyof Monitor)[];

/** Tags of those a monitor depends on, by its own tag; who is not in it depends on nobody. */
export type ParentsByTag = ReadonlyMap<string, readonly string[]>;

/** One monitor of a file. */
export type ExportedMonitor = Pick<Monitor, (typeof CARRIED)[number]> & {
  /** Tags of the monitors it depends on. Absent in files of earlier versions: nothing is said of it. */
  parents: readonly string[];
  /** Secrets that were left out: `connectionString`, `headers.Authorization`. Absent = none. */
  omitted_secrets?: string[];
};

/** A file of monitors. */
export interface MonitorDocument {
  format: 'clarion.monitors';
  version: 1;
  /** ISO 8601. */
  exported_at: string;
  monitors: ExportedMonitor[];
}

/** What a secret begins with when the server has masked it. */
export const MASK = '••••';
const SECRET_MEMBERS = new Set(['secretString', 'connectionString']);
/** As the server decides which values of headers are secrets. @see rest-api-v4 §2 */
const SECRET_HEADER = /^(authorization|proxy-authorization|cookie)$|key|token|secret|password/i;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isMask = (value: unknown): boolean => typeof value === 'string' && value.startsWith(MASK);

/** An address without the password that may stand in it. */
function withoutPassword(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (url.password === '') return text;
  url.password = '';
  return url.href;
}

/**
 * A document without its secrets, whatever their shape: known members, values of secret headers, everything that came masked, passwords
 * inside addresses.
 * @returns the rest, and where something was left out
 */
export function withoutSecrets(data: TypeData): { typeData: TypeData; omitted: string[] } {
  const omitted: string[] = [];
  const copy = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((each: unknown, index) => copy(each, `${path}[${index}]`));
    if (isObject(value)) return members(value, path === '' ? '' : `${path}.`);
    if (typeof value !== 'string') return value;
    const told = withoutPassword(value);
    if (told !== value) omitted.push(path);
    return told;
  };
  const members = (from: TypeData, prefix: string): Record<string, unknown> => {
    const { key, value } = from;
    if (typeof key === 'string' && typeof value === 'string' && value !== '' && (SECRET_HEADER.test(key) || isMask(value))) {
      omitted.push(`headers.${key}`);
      return { ...from, value: '' };
    }
    return Object.fromEntries(
      Object.entries(from).flatMap(([name, each]): [string, unknown][] => {
        const path = prefix + name;
        if (isMask(each) || (SECRET_MEMBERS.has(name) && typeof each === 'string' && each !== '')) {
          omitted.push(path);
          return [];
        }
        return [[name, copy(each, path)]];
      }),
    );
  };
  return { typeData: members(data, ''), omitted };
}

/** A monitor as a file carries it. */
export function toExported(monitor: Monitor, parents: ParentsByTag): ExportedMonitor {
  const { typeData, omitted } = withoutSecrets(monitor.type_data);
  const carried = Object.fromEntries(CARRIED.map((member) => [member, monitor[member]])) as Pick<Monitor, (typeof CARRIED)[number]>;
  const named = { parents: parents.get(monitor.tag) ?? [] };
  return { ...carried, ...named, type_data: typeData, ...(omitted.length > 0 ? { omitted_secrets: omitted } : {}) };
}

export const toDocument = (monitors: readonly Monitor[], parents: ParentsByTag, exportedAt: string): MonitorDocument => ({
  format: 'clarion.monitors',
  version: 1,
  exported_at: exportedAt,
  monitors: monitors.map((monitor) => toExported(monitor, parents)),
});

/** What a file holds, as far as it can be told from its outside. */
export type ReadDocument = { ok: true; monitors: readonly unknown[] } | { ok: false; reason: string };

/** Reads a file of JSON: our own format, a list of monitors, or an answer of GET `/monitors`. What is in it is judged row by row. */
export function readJson(text: string): ReadDocument {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'This file is not JSON.' };
  }
  if (isObject(parsed) && parsed['format'] === 'clarion.monitors' && parsed['version'] !== 1) {
    return { ok: false, reason: 'This file was written by a newer version and cannot be read here.' };
  }
  const monitors: unknown = Array.isArray(parsed) ? parsed : isObject(parsed) ? parsed['monitors'] : undefined;
  if (!Array.isArray(monitors)) return { ok: false, reason: 'This file has no list of monitors in it.' };
  return monitors.length === 0 ? { ok: false, reason: 'The list of monitors in this file is empty.' } : { ok: true, monitors };
}
