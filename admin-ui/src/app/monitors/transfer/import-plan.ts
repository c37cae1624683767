import { LIFECYCLES, LIMITS, MONITOR_TYPES, STATUSES, TAG_PATTERN, YES_NO, type MonitorType } from '@clarion/contract';
import { parseCron } from '@clarion/domain';
import type { Monitor, MonitorBody, TypeData } from '../../api/monitors.js';
import { CARRIED, MASK, toExported, type ParentsByTag } from './monitor-document.js';

/** What an import would do with one monitor of a file. */
export type ImportRow = {
  /** Its place in the file, from 1. */
  line: number;
  tag: string;
  name: string;
  type: MonitorType | null;
  /** As it stands in the file, for a file of what failed. */
  source: unknown;
} & (
  | {
      action: 'create' | 'update';
      body: MonitorBody;
      /** Words for what a person has to do afterwards. */
      notes: string[];
    }
  | { action: 'same' }
  | { action: 'refuse'; reason: string }
);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isOneOf = (values: readonly string[], value: unknown): boolean => values.some((each) => each === value);
const isText = (value: unknown): value is string => typeof value === 'string';

type Rule = (value: unknown) => string | null;
const oneOf =
  (words: string, values: readonly string[]): Rule =>
  (value) =>
    isOneOf(values, value) ? null : `${words} is not one of ${values.join(', ')}`;
const textUpTo =
  (words: string, length: number): Rule =>
  (value) =>
    value === null || (isText(value) && value.length <= length) ? null : `${words} must be a text of at most ${length} characters`;

/** Members that are judged before anything is sent; the rest is the server's to judge. */
const RULES: Readonly<Record<string, Rule>> = {
  monitor_type: oneOf('the type', MONITOR_TYPES),
  description: textUpTo('the description', LIMITS.description),
  cron: (value) => {
    if (value === null) return null;
    const cron = isText(value) ? parseCron(value) : null;
    return cron === null ? 'the schedule must be a cron expression' : cron.ok ? null : `the schedule is wrong: ${cron.reason}`;
  },
  default_status: oneOf('the default status', STATUSES),
  status: oneOf('the status', LIFECYCLES),
  include_degraded_in_downtime: oneOf('include_degraded_in_downtime', YES_NO),
  is_hidden: oneOf('is_hidden', YES_NO),
  confirmation_threshold: (value) =>
    Number.isInteger(value) && Number(value) >= LIMITS.graceMinimum && Number(value) <= LIMITS.graceMaximum
      ? null
      : `the grace period must be a whole number from ${LIMITS.graceMinimum} to ${LIMITS.graceMaximum}`,
  type_data: (value) => (value === null || isObject(value) ? null : 'type_data must be an object'),
  monitor_settings_json: (value) => (value === null || isObject(value) ? null : 'monitor_settings_json must be an object'),
  parents: (value) =>
    Array.isArray(value) && value.every(isText) && value.length <= LIMITS.monitorParents
      ? null
      : `parents must be a list of at most ${LIMITS.monitorParents} tags`,
};

function fault(entry: Readonly<Record<string, unknown>>, earlier: ReadonlySet<string>): string | null {
  const { tag, name } = entry;
  if (!isText(tag) || !TAG_PATTERN.test(tag.trim())) return 'it needs a tag of lower-case letters, digits, - and _';
  if (!isText(name) || name.trim() === '' || name.length > LIMITS.name) return `it needs a name of at most ${LIMITS.name} characters`;
  if (earlier.has(tag.trim())) return 'its tag stands twice in this file';
  for (const [member, rule] of Object.entries(RULES)) {
    const value = entry[member];
    const reason = value === undefined ? null : rule(value);
    if (reason !== null) return reason;
  }
  return null;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;

/**
 * Says what each monitor of a file would become. Members come before their groups, and whom others depend on before those who do.
 * @param parents of the monitors that are there
 */
export function planImport(entries: readonly unknown[], existing: readonly Monitor[], parents: ParentsByTag): ImportRow[] {
  const byTag = new Map(existing.map((monitor) => [monitor.tag, monitor]));
  const earlier = new Set<string>();
  const rows = entries.map((entry, index): ImportRow => {
    const known = isObject(entry) ? entry : {};
    const { tag, name, monitor_type } = known;
    const head = {
      line: index + 1,
      tag: isText(tag) ? tag.trim() : '',
      name: isText(name) ? name.trim() : '',
      type: MONITOR_TYPES.find((type) => type === monitor_type) ?? null,
      source: entry,
    };
    const reason = isObject(entry) ? fault(known, earlier) : 'it is not an object';
    if (reason !== null) return { ...head, action: 'refuse', reason: sentence(reason) };
    earlier.add(head.tag);
    const stored = byTag.get(head.tag);
    return stored === undefined
      ? { ...head, ...toCreated(head, known) }
      : { ...head, ...toUpdated(known, stored, parents.get(head.tag) ?? []) };
  });
  return inOrder(withoutOrphans(rows, new Set(byTag.keys())));
}

const parentsIn = ({ source }: ImportRow): string[] =>
  isObject(source) && Array.isArray(source['parents']) ? source['parents'].filter(isText) : [];
const membersIn = ({ source }: ImportRow): string[] => {
  const data = isObject(source) ? source['type_data'] : undefined;
  const members = isObject(data) && Array.isArray(data['monitors']) ? data['monitors'] : [];
  return members.flatMap((member: unknown) => (isObject(member) && isText(member['tag']) ? [member['tag']] : []));
};

/** Refuses who depends on a monitor that is neither here nor will be; who depended on such a row is refused for it as well. */
function withoutOrphans(rows: readonly ImportRow[], existing: ReadonlySet<string>): ImportRow[] {
  const coming = new Set(rows.filter(({ action }) => action !== 'refuse').map(({ tag }) => tag));
  const checked = rows.map((row): ImportRow => {
    if (row.action === 'refuse') return row;
    const unknown = parentsIn(row).find((tag) => !existing.has(tag) && !coming.has(tag));
    if (unknown === undefined) return row;
    const { line, tag, name, type, source } = row;
    const reason = `It depends on “${unknown}”, which is neither here nor in this file.`;
    return { line, tag, name, type, source, action: 'refuse', reason };
  });
  const isSettled = checked.every(({ action }, index) => action === rows[index]?.action);
  return isSettled ? checked : withoutOrphans(checked, existing);
}

/** In the order of the file, but whom a row needs before it; the server says what is wrong with a circle. */
function inOrder(rows: readonly ImportRow[]): ImportRow[] {
  const byTag = new Map(rows.map((row) => [row.tag, row]));
  const ordered = new Set<ImportRow>();
  const entered = new Set<ImportRow>();
  const enter = (row: ImportRow): void => {
    if (entered.has(row)) return;
    entered.add(row);
    for (const tag of [...parentsIn(row), ...(row.type === 'GROUP' ? membersIn(row) : [])]) {
      const needed = byTag.get(tag);
      if (needed !== undefined) enter(needed);
    }
    ordered.add(row);
  };
  for (const row of [...rows].sort((a, b) => Number(a.type === 'GROUP') - Number(b.type === 'GROUP'))) enter(row);
  return [...ordered];
}

/** Members the file carries; others, such as an id, belong to where it came from. */
const carried = (entry: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(CARRIED.filter((member) => entry[member] !== undefined).map((member) => [member, entry[member]]));

const omittedOf = (entry: Readonly<Record<string, unknown>>): string[] =>
  Array.isArray(entry['omitted_secrets']) ? entry['omitted_secrets'].filter(isText) : [];

function toCreated(head: { tag: string; name: string; type: MonitorType | null }, entry: Readonly<Record<string, unknown>>) {
  const notes = omittedOf(entry).map((secret) =>
    secret === 'secretString' ? 'It gets a new heartbeat address.' : `Enter ${secret} afterwards.`,
  );
  const parents = Array.isArray(entry['parents']) && entry['parents'].length > 0 ? { parents: entry['parents'] } : {};
  return { action: 'create' as const, body: { ...carried(entry), ...parents, tag: head.tag, name: head.name } as MonitorBody, notes };
}

/** Documents the server merges member by member: what is not sent stays. */
const MERGED = new Set(['type_data', 'monitor_settings_json']);

function toUpdated(entry: Readonly<Record<string, unknown>>, stored: Monitor, parents: readonly string[]) {
  const before = toExported(stored, new Map()) as unknown as Record<string, unknown>;
  const changes = changesOf(carried(entry), before);
  delete changes['tag'];
  for (const member of MERGED) {
    const [wanted, old] = [changes[member], before[member]];
    if (isObject(wanted) && isObject(old)) changes[member] = changesOf(wanted, old);
  }
  if (Array.isArray(entry['parents']) && !isSame(sorted(entry['parents']), sorted(parents))) changes['parents'] = entry['parents'];
  if (Object.keys(changes).length === 0) return { action: 'same' as const };
  const notes: string[] = [];
  const body = changes as MonitorBody;
  if (isObject(body.type_data)) {
    const kept = keepSecrets(body.type_data, stored.type_data);
    const lost = omittedOf(entry).filter((secret) => secret in kept.typeData);
    body.type_data = kept.typeData;
    notes.push(...[...kept.missing, ...lost].map((secret) => `Enter ${secret} afterwards.`));
  }
  return { action: 'update' as const, body, notes };
}

const sorted = (tags: readonly unknown[]): unknown[] => [...new Set(tags)].sort();

const changesOf = (wanted: Readonly<Record<string, unknown>>, before: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(wanted).filter(([member, value]) => !isSame(value, before[member])));

/** Members in any order, and absent ones as null, count as the same. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, index) => isSame(each, b[index]));
  if (isObject(a) && isObject(b))
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((member) => isSame(a[member], b[member]));
  return (a ?? null) === (b ?? null);
}

/**
 * Secrets that the file leaves out take the stored ones, as masks that the server knows: a list of headers and an authentication are
 * replaced as a whole, and the secrets in them would be lost.
 * @returns what to send, and secrets that are stored nowhere
 */
function keepSecrets(sent: TypeData, stored: TypeData): { typeData: TypeData; missing: string[] } {
  const typeData = { ...sent, ...keepAuth(sent['auth'], stored['auth']) };
  const { headers } = sent;
  if (!Array.isArray(headers)) return { typeData, missing: [] };
  const known = new Map(
    (Array.isArray(stored['headers']) ? (stored['headers'] as readonly unknown[]) : []).flatMap((header): [string, unknown][] =>
      isObject(header) && isText(header['key']) ? [[header['key'].toLowerCase(), header['value']]] : [],
    ),
  );
  const missing: string[] = [];
  const filled = headers.map((header: unknown) => {
    if (!isObject(header) || header['value'] !== '' || !isText(header['key'])) return header;
    const value = known.get(header['key'].toLowerCase());
    if (isText(value) && value !== '') return { ...header, value };
    missing.push(`headers.${header['key']}`);
    return header;
  });
  return { typeData: { ...typeData, headers: filled }, missing };
}

function keepAuth(sent: unknown, stored: unknown): { auth?: TypeData } {
  if (!isObject(sent) || !isObject(stored) || sent['kind'] !== stored['kind']) return {};
  const masks = Object.entries(stored).filter(([member, value]) => isText(value) && value.startsWith(MASK) && sent[member] === undefined);
  return { auth: { ...sent, ...Object.fromEntries(masks) } };
}
