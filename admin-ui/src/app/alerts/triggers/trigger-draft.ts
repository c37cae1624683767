import type { TriggerType } from '@clarion/contract';
import type { QuietHours, Trigger, TriggerBody, TriggerMeta, TriggerShape } from '../../api/triggers.js';

/** A header of the request; its value is a secret. */
export interface HeaderRow {
  key: string;
  value: string;
}

/** A trigger as it is edited: `trigger_meta` taken apart. */
export interface TriggerDraft {
  name: string;
  type: TriggerType;
  description: string;
  isActive: boolean;
  /** null = none. */
  quiet: QuietHours | null;
  url: string;
  headers: readonly HeaderRow[];
  /** `whsec_…`: the one in use, and the next one while they are exchanged. */
  signing: readonly string[];
  /** Texts and keys by their names on the wire; empty = the default, or none. */
  members: Readonly<Record<string, string>>;
}

/** What stands for a stored secret; sent back as it is, it stays. */
export const isMask = (text: string): boolean => text.includes('••••');

export const newTrigger = (type: TriggerType): TriggerDraft => ({
  ...{ name: '', type, description: '', isActive: true, quiet: null, url: '', headers: [], signing: [], members: {} },
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

/** Takes a document apart; what the type does not have is left out. */
export function readMeta(shape: TriggerShape, meta: TriggerMeta): Pick<TriggerDraft, 'url' | 'headers' | 'signing' | 'members'> {
  return {
    url: textOf(meta['url']),
    headers: listOf(meta['headers']).map((header) => {
      const { key, value } = (header ?? {}) as { key?: unknown; value?: unknown };
      return { key: textOf(key), value: textOf(value) };
    }),
    signing: listOf(meta['signing_secrets']).map(textOf),
    members: Object.fromEntries(shape.members.map(({ name }) => [name, textOf(meta[name])]).filter(([, value]) => value !== '')),
  };
}

export const toTriggerDraft = (shape: TriggerShape, trigger: Trigger): TriggerDraft => ({
  name: trigger.name,
  type: trigger.trigger_type,
  description: trigger.trigger_desc ?? '',
  isActive: trigger.trigger_status === 'ACTIVE',
  quiet: trigger.quiet_hours,
  ...readMeta(shape, trigger.trigger_meta),
});

/** The document of the wire: only what the type has, without empty rows and defaults. */
export function writeMeta(shape: TriggerShape, { url, headers, signing, members }: TriggerDraft): TriggerMeta {
  const filled = shape.members
    .map(({ name, default_text }) => [name, members[name] ?? '', default_text] as const)
    .filter(([, value, standard]) => value.trim() !== '' && value !== standard);
  return {
    ...(shape.url === 'none' || url.trim() === '' ? {} : { url: url.trim() }),
    ...(shape.has_headers ? { headers: headers.filter(({ key, value }) => key.trim() !== '' && value !== '') } : {}),
    ...(shape.is_signed ? { signing_secrets: signing.filter((secret) => secret.trim() !== '') } : {}),
    ...Object.fromEntries(filled.map(([name, value]) => [name, value])),
  };
}

export const toTriggerBody = (shape: TriggerShape, draft: TriggerDraft): Required<Omit<TriggerBody, 'trigger_type'>> => ({
  name: draft.name.trim(),
  trigger_desc: draft.description.trim() || null,
  trigger_status: draft.isActive ? 'ACTIVE' : 'INACTIVE',
  trigger_meta: writeMeta(shape, draft),
  quiet_hours: draft.quiet,
});

/** Members that differ from what was read. */
export function toTriggerPatch(shape: TriggerShape, base: TriggerDraft, draft: TriggerDraft): TriggerBody {
  const before = toTriggerBody(shape, base);
  const entries = Object.entries(toTriggerBody(shape, draft)) as [keyof typeof before, unknown][];
  return Object.fromEntries(entries.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])));
}

/** Refusals by field: `name`, `url`, `header 0`, `signing`, or a member of the document. */
export type TriggerErrors = Readonly<Record<string, string>>;

/** What is missing before the server needs to look. */
export function errorsOfTrigger(shape: TriggerShape, { name, url, members, quiet }: TriggerDraft): TriggerErrors {
  const errors: Record<string, string> = {};
  if (name.trim() === '') errors['name'] = 'Enter a name.';
  if (shape.url === 'required' && url.trim() === '') errors['url'] = 'Enter the address.';
  for (const member of shape.members)
    if (member.is_required && (members[member.name] ?? '').trim() === '') errors[member.name] = 'This is needed.';
  if (quiet !== null && (quiet.from === '' || quiet.to === '' || quiet.from === quiet.to)) errors['quiet'] = 'Enter two different times.';
  return errors;
}

/** The field of a wire name such as `trigger_meta.header authorization`; null when the form has none. */
export function triggerFieldOf(shape: TriggerShape, draft: TriggerDraft, wireName: string): string | null {
  if (wireName === 'name') return 'name';
  if (wireName.startsWith('quiet_hours')) return 'quiet';
  const member = wireName.startsWith('trigger_meta.') ? wireName.slice('trigger_meta.'.length) : null;
  if (member === null) return null;
  if (member === 'url') return 'url';
  if (member === 'headers') return 'headers';
  if (member === 'signing_secrets') return 'signing';
  if (member.startsWith('header ')) {
    const index = draft.headers.findIndex(({ key }) => `header ${key.toLowerCase()}` === member);
    return index < 0 ? 'headers' : `header ${index}`;
  }
  return shape.members.some(({ name }) => name === member) ? member : null;
}

const SIGNING_BYTES = 32;

/** A new secret to sign with, by the browser's own randomness. */
export function newSigningSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SIGNING_BYTES));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
