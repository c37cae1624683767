/**
 * Checks of one setting's value. Each takes the value as sent and the name to speak of, and returns the value to store.
 * @throws SettingError with a sentence for the person who sent it
 */
export type Rule<T = unknown> = (value: unknown, name: string) => T;

export class SettingError extends Error {
  /**
   * @param field that was refused, such as `nav[0].url`
   * @param line of the text where its fault is, from 1
   */
  constructor(
    message: string,
    readonly field: string,
    readonly line?: number,
  ) {
    super(message);
  }
}

const refuse = (name: string, what: string): never => {
  throw new SettingError(`${name} must be ${what}`, name);
};

/** Numbers and booleans become their text, as the contract has it. */
const asText = (value: unknown, name: string): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : refuse(name, 'a string');

export const text =
  (options: { maximum?: number; isRequired?: boolean } = {}): Rule<string> =>
  (value, name) => {
    const string = value === null && !options.isRequired ? '' : asText(value, name).trim();
    if (options.isRequired && string === '') return refuse(name, 'a non-empty string');
    if (string.length > (options.maximum ?? 2_000)) return refuse(name, `at most ${options.maximum ?? 2_000} characters long`);
    return string;
  };

/** An http(s) address; with `orPath` also a path on this site; with `orEmpty` nothing at all. */
export const address =
  (options: { orPath?: boolean; orEmpty?: boolean; originOnly?: boolean } = {}): Rule<string> =>
  (value, name) => {
    const string = text({ maximum: 2_048 })(value, name);
    if (string === '' && options.orEmpty) return string;
    if (options.orPath && /^\/(?![/\\])[^\s"'<>\\]*$/.test(string)) return string;
    const url = URL.canParse(string) ? new URL(string) : null;
    if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || /[\s"'<>]/.test(string)) {
      return refuse(name, options.orPath ? 'an http(s) URL or a path that starts with /' : 'an http(s) URL');
    }
    if (options.originOnly && (url.pathname !== '/' || url.search !== '' || url.hash !== ''))
      return refuse(name, 'an origin without a path');
    return options.originOnly ? url.origin : string;
  };

export const oneOf =
  <T extends string>(...allowed: readonly T[]): Rule<T> =>
  (value, name) => {
    const string = value === null ? '' : asText(value, name);
    return allowed.includes(string as T) ? (string as T) : refuse(name, `one of ${allowed.map((word) => word || '(empty)').join(', ')}`);
  };

export const bool: Rule<boolean> = (value, name) => (typeof value === 'boolean' ? value : refuse(name, 'a boolean'));

export const int =
  (minimum: number, maximum = Number.MAX_SAFE_INTEGER): Rule<number> =>
  (value, name) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum && value <= maximum
      ? value
      : refuse(
          name,
          maximum === Number.MAX_SAFE_INTEGER ? `an integer of at least ${minimum}` : `an integer between ${minimum} and ${maximum}`,
        );

/** An integer kept as text, as older settings are. */
export const intText =
  (minimum: number): Rule<string> =>
  (value, name) => {
    const string = asText(value, name).trim();
    if (!/^\d{1,9}$/.test(string) || Number(string) < minimum) return refuse(name, `an integer of at least ${minimum}`);
    return string;
  };

export const hexColour: Rule<string> = (value, name) =>
  typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? value : refuse(name, 'a colour like #1f8f55');

export const nullable =
  <T>(rule: Rule<T>): Rule<T | null> =>
  (value, name) =>
    value === null ? null : rule(value, name);

export const optional =
  <T>(rule: Rule<T>): Rule<T | undefined> =>
  (value, name) =>
    value === undefined ? undefined : rule(value, name);

export const listOf =
  <T>(rule: Rule<T>, maximum = 200): Rule<T[]> =>
  (value, name) => {
    if (!Array.isArray(value)) return refuse(name, 'an array');
    if (value.length > maximum) return refuse(name, `a list of at most ${maximum} entries`);
    return value.map((entry, index) => rule(entry, `${name}[${index}]`));
  };

/** An object with these members; unknown ones are kept, so that older clients lose nothing on a read-modify-write. */
export const shape =
  (members: Record<string, Rule>): Rule<Record<string, unknown>> =>
  (value, name) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(name, 'an object');
    const result: Record<string, unknown> = { ...value };
    for (const [key, rule] of Object.entries(members)) {
      const checked = rule((value as Record<string, unknown>)[key], `${name}.${key}`);
      if (checked !== undefined) result[key] = checked;
    }
    return result;
  };

/** Any JSON object or array, bounded by the body's own limits. */
export const document: Rule<object> = (value, name) => (typeof value === 'object' && value !== null ? value : refuse(name, 'an object'));

/** Both rules, the second on what the first returned. */
export const and =
  <A, B>(first: Rule<A>, second: (value: A, name: string) => B): Rule<B> =>
  (value, name) =>
    second(first(value, name), name);
