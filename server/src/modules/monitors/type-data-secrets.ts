import { NESTED_SECRETS } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { Keyring, type SecretPlace } from '../../platform/secrets/keyring.js';

type TypeData = Readonly<Record<string, unknown>>;

const FINGERPRINT = 'secretFingerprint';
const PURPOSE = 'heartbeat-secret';

/** Header names whose values are secrets. @see rest-api-v4 §2 */
const SECRET_HEADER = /^(authorization|proxy-authorization|cookie)$|key|token|secret|password/i;
export const isSecretHeader = (name: unknown): boolean => typeof name === 'string' && SECRET_HEADER.test(name);

/** Members of any document that are secrets as a whole. */
export const SECRET_MEMBERS = ['secretString', 'connectionString'] as const;

const place = (monitorId: number): SecretPlace => ({ table: 'monitors', column: 'type_data', rowId: monitorId });

/**
 * The same document with its secret members changed: a heartbeat's `secretString`, a `connectionString`, values of secret headers, what
 * `auth` and `proxy` hold of secrets.
 * @param change gets each secret that is a non-empty text
 */
export function mapSecrets(typeData: TypeData, change: (secret: string) => string): Record<string, unknown> {
  const changed = mapMembers(typeData, SECRET_MEMBERS, change);
  if (Array.isArray(typeData['headers'])) changed['headers'] = typeData['headers'].map((header: unknown) => mapHeader(header, change));
  for (const { name, part, members } of secretParts(typeData)) changed[name] = mapMembers(part, members, change);
  return changed;
}

/** A part of a document that holds secrets beside other things. */
export interface SecretPart {
  readonly name: keyof typeof NESTED_SECRETS;
  readonly part: TypeData;
  /** Names of its secret members, whether they are there or not. */
  readonly members: readonly string[];
}

export function secretParts(typeData: TypeData): SecretPart[] {
  return (Object.keys(NESTED_SECRETS) as (keyof typeof NESTED_SECRETS)[]).flatMap((name) => {
    const part = typeData[name];
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return [];
    return [{ name, part: part as TypeData, members: NESTED_SECRETS[name] }];
  });
}

function mapMembers(document: TypeData, members: readonly string[], change: (secret: string) => string): Record<string, unknown> {
  const changed: Record<string, unknown> = { ...document };
  for (const member of members) {
    const value = document[member];
    if (typeof value === 'string' && value !== '') changed[member] = change(value);
  }
  return changed;
}

function mapHeader(header: unknown, change: (secret: string) => string): unknown {
  if (typeof header !== 'object' || header === null || !('key' in header) || !('value' in header)) return header;
  const { key, value } = header;
  return isSecretHeader(key) && typeof value === 'string' && value !== '' ? { ...header, value: change(value) } : header;
}

/**
 * Seals the secret members of a monitor's `type_data` for storage and opens them for use. A heartbeat's secret also leaves a fingerprint,
 * so that a signal is recognised without opening anything.
 * @see reliability SEC-71
 */
@Injectable()
export class TypeDataSecrets {
  constructor(private readonly keyring: Keyring) {}

  /** What is stored. Members that are sealed already stay as they are. */
  seal(monitorId: number, typeData: TypeData): Record<string, unknown> {
    const secret = typeData['secretString'];
    const sealed = mapSecrets(typeData, (value) => (Keyring.isSealed(value) ? value : this.keyring.encrypt(value, place(monitorId))));
    if (typeof secret === 'string' && secret !== '' && !Keyring.isSealed(secret)) sealed[FINGERPRINT] = this.keyring.hmac(PURPOSE, secret);
    return sealed;
  }

  /**
   * What was sealed, as its owner wrote it.
   * @throws SecretError when a member was sealed under another key or for another monitor
   */
  open(monitorId: number, stored: TypeData): Record<string, unknown> {
    const opened = mapSecrets(stored, (value) => (Keyring.isSealed(value) ? this.keyring.decrypt(value, place(monitorId)) : value));
    delete opened[FINGERPRINT];
    return opened;
  }

  /** Whether `candidate` is the secret of the heartbeat monitor; takes the same time whatever it is. */
  isHeartbeatSecret(monitorId: number, stored: TypeData, candidate: string): boolean {
    const fingerprint = stored[FINGERPRINT];
    if (typeof fingerprint === 'string') return this.keyring.isHmac(PURPOSE, candidate, fingerprint);
    const secret = this.open(monitorId, stored)['secretString'];
    return typeof secret === 'string' && secret !== '' && this.keyring.isHmac(PURPOSE, candidate, this.keyring.hmac(PURPOSE, secret));
  }
}
