import { API_AUTH_SECRETS, type ErrorDetail } from '@clarion/contract';
import { Keyring } from '../../../platform/secrets/keyring.js';
import { authOf, isSecretHeader, mapSecrets, SECRET_MEMBERS } from '../type-data-secrets.js';
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

/** A client's secret belongs to the endpoint it was entered for: sent to another one, its mask must not turn into it. */
const authPlace = (member: string, { token_url: endpoint }: TypeData): string =>
  member === 'client_secret' ? `auth.${member} at ${String(endpoint)}` : `auth.${member}`;
const headerPlace = (name: string): string => `header ${name.toLowerCase()}`;

function* secretsOf(typeData: TypeData): Generator<PlacedSecret> {
  for (const member of SECRET_MEMBERS) {
    const value = typeData[member];
    if (typeof value === 'string') yield { place: member, value };
  }
  const auth = authOf(typeData);
  for (const member of API_AUTH_SECRETS) {
    const value = auth?.[member];
    if (auth !== null && typeof value === 'string') yield { place: authPlace(member, auth), value };
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
  const auth = authOf(typeData);
  if (auth !== null) {
    const given = API_AUTH_SECRETS.filter((member) => member in auth);
    const restored = given.map((member) => [member, restore(`type_data.auth.${member}`, authPlace(member, auth), auth[member])]);
    typeData['auth'] = { ...auth, ...Object.fromEntries(restored) };
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
