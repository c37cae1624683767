import type { TriggerType } from '@clarion/contract';
import { maskSecret } from '../../monitors/type-data/masks.js';
import { TRIGGER_SHAPES } from './trigger-shapes.js';

/** `trigger_meta` with its secrets in clear. */
export interface TriggerMeta {
  /** null = the provider's own, or none. */
  url: string | null;
  headers: readonly { key: string; value: string }[];
  /** `whsec_…`, at most two. */
  signingSecrets: readonly string[];
  /** Texts and keys by their names on the wire; absent = the default, or none. */
  members: Readonly<Record<string, string>>;
}

/** The document of the wire and of the table. */
export type MetaDocument = Readonly<Record<string, unknown>>;

export function toDocument({ url, headers, signingSecrets, members }: TriggerMeta, type: TriggerType): Record<string, unknown> {
  const shape = TRIGGER_SHAPES[type];
  return {
    ...(shape.url === 'none' ? {} : { url }),
    ...(shape.hasHeaders ? { headers: [...headers] } : {}),
    ...(shape.isSigned ? { signing_secrets: [...signingSecrets] } : {}),
    ...members,
  };
}

/** Reads a document that was judged before: what has another shape is left out. */
export function fromDocument(document: MetaDocument, type: TriggerType): TriggerMeta {
  const shape = TRIGGER_SHAPES[type];
  const names = [...shape.texts, ...shape.keys].map(({ name }) => name);
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  return {
    url: shape.url === 'none' ? null : textOf(document['url']) || null,
    headers: !shape.hasHeaders
      ? []
      : list(document['headers']).flatMap((header) => {
          const { key, value } = (header ?? {}) as { key?: unknown; value?: unknown };
          // Empty ones are dropped.
          return textOf(key) === '' || textOf(value) === '' ? [] : [{ key: textOf(key), value: textOf(value) }];
        }),
    signingSecrets: shape.isSigned ? list(document['signing_secrets']).map(textOf).filter(Boolean) : [],
    members: Object.fromEntries(names.map((name) => [name, textOf(document[name])] as const).filter(([, value]) => value !== '')),
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '');

/** The same with its secrets changed. @param change gets each secret and its place, such as `header authorization` */
export function mapMetaSecrets(meta: TriggerMeta, type: TriggerType, change: (secret: string, place: string) => string): TriggerMeta {
  const secretKeys = new Set(TRIGGER_SHAPES[type].keys.filter(({ isSecret }) => isSecret).map(({ name }) => name));
  return {
    url: meta.url === null ? null : change(meta.url, 'url'),
    headers: meta.headers.map(({ key, value }) => ({ key, value: change(value, `header ${key.toLowerCase()}`) })),
    signingSecrets: meta.signingSecrets.map((secret) => change(secret, 'signing_secrets')),
    members: Object.fromEntries(
      Object.entries(meta.members).map(([name, value]) => [name, secretKeys.has(name) ? change(value, name) : value]),
    ),
  };
}

const DOTS = '••••';

/** Scheme and host, as far as the address names them; what follows is often the secret. */
export const originOf = (url: string): string | null => (/^https?:\/\/[^$]/i.test(url) && URL.canParse(url) ? new URL(url).origin : null);

const mask = (secret: string, place: string): string => {
  const origin = place === 'url' ? originOf(secret) : null;
  return origin === null ? maskSecret(secret) : `${origin}/${DOTS}`;
};

/** As people see it: of the address who is called, of secrets their end. */
export const maskMeta = (meta: TriggerMeta, type: TriggerType): TriggerMeta =>
  mapMetaSecrets(meta, type, (secret, place) => mask(secret, place));

/**
 * Puts stored secrets back where a client returned their masks, each in its own place. They belong to the address they were entered for: with
 * another one they have to be entered again.
 * @returns places of masks that stand for nothing
 */
export function unmaskMeta(sent: TriggerMeta, stored: TriggerMeta | null, type: TriggerType): { meta: TriggerMeta; unknown: string[] } {
  const unknown: string[] = [];
  const known: { place: string; secret: string }[] = [];
  if (stored !== null) mapMetaSecrets(stored, type, (secret, place) => (known.push({ place, secret }), secret));
  const isMoved =
    sent.url !== null && stored?.url != null && sent.url !== mask(stored.url, 'url') && originOf(sent.url) !== originOf(stored.url);
  const meta = mapMetaSecrets(sent, type, (value, place) => {
    if (!value.includes(DOTS)) return value;
    const original = isMoved ? undefined : known.find((each) => each.place === place && mask(each.secret, place) === value);
    if (original === undefined) unknown.push(place);
    return original?.secret ?? value;
  });
  return { meta, unknown };
}
