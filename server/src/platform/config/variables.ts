import { Transform } from 'class-transformer';
import { registerDecorator, ValidateBy } from 'class-validator';
import ipaddr from 'ipaddr.js';
import { parseByteSize } from './byte-size.js';

/** What the README's table says about one variable. */
export interface VariableDoc {
  name: string;
  about: string;
  /** Shown in place of the initialiser when the default is a rule rather than a value. */
  fallback?: string;
  /** Never logged, masked in support output, planted with canaries in tests. @see reliability SEC-12, SEC-73 */
  secret?: boolean;
  /** Seams of the test suites; kept out of the README. */
  internal?: boolean;
  aliases?: readonly string[];
}

const docs: VariableDoc[] = [];

/** All variables in the order the class declares them. */
export const variableDocs = (): readonly VariableDoc[] => docs;

/** Declares a property as an environment variable and documents it. */
export function Variable(about: string, extra: Omit<VariableDoc, 'name' | 'about'> = {}): PropertyDecorator {
  return (_target, name) => void docs.push({ name: String(name), about, ...extra });
}

const TRUE = new Set(['1', 'true', 'yes', 'on']);
const FALSE = new Set(['0', 'false', 'no', 'off']);

/** `true`/`1`/`yes`/`on` and their opposites; anything else stays text and is refused by `@IsBoolean()`. */
export const Flag = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    if (typeof value !== 'string') return value;
    const word = value.trim().toLowerCase();
    if (TRUE.has(word)) return true;
    return FALSE.has(word) ? false : value;
  });

/** A comma-separated list; blanks between commas are dropped. */
export const CommaList = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value !== 'string'
      ? value
      : value
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
  );

/** A size such as `3M`, turned into bytes. */
export const ByteSize = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? parseByteSize(value) : value));

function rule(name: string, message: string, test: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy({ name, validator: { validate: test, defaultMessage: () => message } });
}

const isWithin = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

/** A whole number; anything else is refused in one sentence. */
export function WholeNumber(least: number, most: number): PropertyDecorator {
  const toNumber = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value,
  );
  const isWhole = rule('wholeNumber', `must be a whole number from ${least} to ${most}`, (value) => isWithin(value, least, most));
  return (target, name) => {
    toNumber(target, name);
    isWhole(target, name);
  };
}

/** Bytes within bounds, as `@ByteSize()` makes them. */
export const IsSize = (least: number, most: number): PropertyDecorator =>
  rule('isSize', `must be a size such as 3M or 512K, from ${least} to ${most} bytes`, (value) => isWithin(value, least, most));

const isNetwork = (value: unknown): boolean => typeof value === 'string' && (ipaddr.isValid(value) || ipaddr.isValidCIDR(value));

/** Every entry is an address or a network in CIDR notation. */
export const AreNetworks = (): PropertyDecorator =>
  rule(
    'areNetworks',
    'must be a comma-separated list of addresses or networks such as 10.0.0.0/8',
    (value) => Array.isArray(value) && value.every(isNetwork),
  );

const PROXY_NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** Number of trusted hops, or the proxies themselves. @see reliability SEC-66 */
export const IsProxyTrust = (): PropertyDecorator =>
  rule(
    'isProxyTrust',
    'must be a number of hops (1 to 10) or a comma-separated list of addresses, networks, loopback, linklocal, uniquelocal',
    (value) =>
      typeof value === 'number'
        ? Number.isInteger(value) && value >= 1 && value <= 10
        : Array.isArray(value) && value.length > 0 && value.every((entry) => PROXY_NAMES.has(String(entry)) || isNetwork(entry)),
  );

/** Only an origin: scheme, host and port. */
export const IsOrigin = (): PropertyDecorator =>
  rule(
    'isOrigin',
    'must be an address such as https://status.example.org, without path, query or user name',
    (value) => parseOrigin(value) !== undefined,
  );

/** @returns the origin in its normal form, or undefined when the text is more or less than one */
export function parseOrigin(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^https?:\/\//i.test(value) || !URL.canParse(value)) return undefined;
  const { origin, pathname, search, hash, username, password } = new URL(value);
  return pathname === '/' && search + hash + username + password === '' ? origin : undefined;
}

/** Every entry is an origin. */
export const AreOrigins = (): PropertyDecorator =>
  rule(
    'areOrigins',
    'must be a comma-separated list of origins such as https://app.example.org',
    (value) => Array.isArray(value) && value.every((entry) => parseOrigin(entry) !== undefined),
  );

/** An address of one of the schemes. Sockets and unusual passwords pass: the driver has the last word. */
export const IsAddressOf = (...schemes: readonly string[]): PropertyDecorator =>
  rule(
    'isAddressOf',
    `must be a ${schemes[0] ?? ''}:// address`,
    (value) => typeof value === 'string' && URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)),
  );

/** Every entry is an http(s) address or `host:port`. */
export const AreReachTargets = (): PropertyDecorator =>
  rule(
    'areReachTargets',
    'must be a comma-separated list of http(s) addresses or host:port pairs',
    (value) =>
      Array.isArray(value) &&
      value.every((entry) =>
        /^https?:\/\//i.test(String(entry)) ? URL.canParse(String(entry)) : /^(\[[0-9a-f:.]+\]|[^\s:/]+):\d{1,5}$/i.test(String(entry)),
      ),
  );

/** Refuses the value while `other` is absent: the two only make sense together. */
export function Together(other: string): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name: 'together',
      target: target.constructor,
      propertyName: String(propertyName),
      validator: {
        validate: (_value, args) => (args?.object as Record<string, unknown> | undefined)?.[other] !== undefined,
        defaultMessage: () => `needs ${other} as well`,
      },
    });
}
