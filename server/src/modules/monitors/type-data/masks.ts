import { type ErrorDetail } from '@clarion/contract';
import { Keyring } from '../../../platform/secrets/keyring.js';
import { isSecretHeader, mapSecrets, SECRET_MEMBERS, type SecretPart, secretParts } from '../type-data-secrets.js';
import { fault } from './member-rules.js';

type TypeData = Readonly<Record<string, unknown>>;

const DOTS = '••••';
const SHOWN = 4;
/** A shorter secret would be half told by its end. */
const SHORTEST_TOLD = 8;

/** A secret as people see it: dots and its last four characters. */
export const maskSecret = (secret: string): string => (secret.length < SHORTEST_TOLD ? DOTS : DOTS + secret.slice(-SHOWN));

/** The document with its secrets masked. @param typeData with its secrets opened */
export const maskTypeData = (typeData: TypeData): Record<string, unknown> => mapSecrets(typeData, maskSecret);

/** A secret inside a document: `secretString`, `auth.password`, or a header by its name. */
interface PlacedSecret {
  place: string;
  value: string;
}

/** Some secrets belong to the address they were entered for: beside another one, their mask must not turn into them. */
const nestedPlace = ({ name, part }: SecretPart, member: string): string => {
  const address = name === 'proxy' ? part['url'] : member === 'client_secret' ? part['token_url'] : '';
  return `${name}.${member} at ${String(address)}`;
};
const headerPlace = (name: string): string => `header ${name.toLowerCase()}`;

function* secretsOf(typeData: TypeData): Generator<PlacedSecret> {
  for (const member of SECRET_MEMBERS) {
    const value = typeData[member];
    if (typeof value === 'string') yield { place: member, value };
  }
  for (const nested of secretParts(typeData)) {
    for (const member of nested.members) {
      const value = nested.part[member];
      if (typeof value === 'string') yield { place: nestedPlace(nested, member), value };
    }
  }
  if (!Array.isArray(typeData['headers'])) return;
  for (const header of typeData['headers'] as readonly unknown[]) {
    const { key, value } = (header ?? {}) as { key?: unknown; value?: unknown };
    if (typeof key === 'string' && typeof value === 'string' && isSecretHeader(key)) yield { place: headerPlace(key), value };
  }
}

/**
 * Puts stored secrets back where a client returned their masks. A mask counts in its own place only: under another header's name it
 * would come out in clear.
 * @param sent part of a document, as the client wrote it
 * @param stored the whole document with its secrets opened
 * @returns the part without masks, and what is wrong with those that stand for nothing
 */
export function unmaskTypeData(sent: TypeData, stored: TypeData): { typeData: Record<string, unknown>; details: ErrorDetail[] } {
  const known = [...secretsOf(stored)];
  const details: ErrorDetail[] = [];
  const restore = (path: string, place: string | null, value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    if (place !== null && Keyring.isSealed(value)) details.push(...fault(path, 'looks like a sealed secret and cannot be stored'));
    if (!value.startsWith(DOTS)) return value;
    const original = known.find((secret) => secret.place === place && maskSecret(secret.value) === value);
    if (original !== undefined) return original.value;
    details.push(...fault(path, 'is masked; enter the secret again'));
    return value;
  };
  const typeData: Record<string, unknown> = { ...sent };
  for (const member of SECRET_MEMBERS) {
    if (member in typeData) typeData[member] = restore(`type_data.${member}`, member, typeData[member]);
  }
  for (const nested of secretParts(sent)) {
    const { name, part, members } = nested;
    const given = members.filter((member) => member in part);
    const restored = given.map((member) => [member, restore(`type_data.${name}.${member}`, nestedPlace(nested, member), part[member])]);
    typeData[name] = { ...part, ...Object.fromEntries(restored) };
  }
  if (Array.isArray(typeData['headers'])) {
    typeData['headers'] = typeData['headers'].map((header: unknown, index) => {
      if (typeof header !== 'object' || header === null || !('value' in header)) return header;
      const { key, value } = header as { key?: unknown; value: unknown };
      const place = typeof key === 'string' && isSecretHeader(key) ? headerPlace(key) : null;
      return { ...header, value: restore(`type_data.headers[${index}].value`, place, value) };
    });
  }
  return { typeData, details };
}
