/** Names whose values never stand in the audit log, the log or a masked answer. */
const SECRET_NAME = /secret|password|passwd|token|authorization|cookie|api[-_]?key|private[-_]?key|connection[-_]?string|^key$|-key$/i;

/** Whether a member or a header of this name holds a secret. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);

/**
 * A deep copy in which every secret is replaced by what `replace` makes of it: members by their name, and `{key, value}` pairs (headers)
 * by the name under `key`.
 * @see reliability SEC-73
 */
export function maskSecrets<T>(value: T, replace: (secret: string) => string): T {
  return mask(value, replace) as T;
}

function mask(value: unknown, replace: (secret: string) => string): unknown {
  if (Array.isArray(value)) return value.map((entry) => mask(entry, replace));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const members = Object.entries(value);
  const pair = namedPair(value as Record<string, unknown>);
  return Object.fromEntries(
    members.map(([name, member]) => {
      const isSecret = pair === null ? isSecretName(name) && name !== 'key' : name === 'value' && isSecretName(pair);
      return [name, isSecret && member !== null && member !== '' ? replace(asText(member)) : mask(member, replace)];
    }),
  );
}

/** The name of a `{key, value}` pair, or null for any other object. */
const namedPair = (value: Record<string, unknown>): string | null =>
  typeof value['key'] === 'string' && 'value' in value && Object.keys(value).length <= 3 ? value['key'] : null;

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
