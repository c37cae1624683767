import type { Keyring, SecretPlace } from '../../../platform/secrets/keyring.js';
import type { EndpointAddress, EndpointChannel } from './endpoint-address.js';

/** Columns of `subscriber_methods` whose texts are sealed. */
type SealedColumn = 'address' | 'secret';

/** A method as its row has it. */
export interface SealedMethod {
  readonly methodId: number;
  readonly channel: EndpointChannel;
  readonly address: string;
  readonly secret: string | null;
}

/** A method, ready for use. */
export interface OpenMethod extends EndpointAddress {
  /** `whsec_…`; webhooks alone have one. */
  readonly secret: string | null;
}

const HASH_KEY = 'subscriber-address';

/** Where a sealed text of a method stands. @see reliability SEC-71 */
export const methodPlace = (methodId: number, column: SealedColumn): SecretPlace => ({
  table: 'subscriber_methods',
  column,
  rowId: methodId,
});

/** Knows an address again without opening it, 64 hexadecimal digits; the present key's first. */
export const addressHashes = (keyring: Keyring, { channel, url }: EndpointAddress): string[] =>
  keyring.hmacs(HASH_KEY, `${channel} ${url}`);

export const sealAddress = (keyring: Keyring, methodId: number, { url, keys }: EndpointAddress): string =>
  keyring.encrypt(JSON.stringify({ url, ...(keys === undefined ? {} : { keys }) }), methodPlace(methodId, 'address'));

/** @throws SecretError when no key here opens it */
export function openMethod(keyring: Keyring, { methodId, channel, address, secret }: SealedMethod): OpenMethod {
  const opened = JSON.parse(keyring.decrypt(address, methodPlace(methodId, 'address'))) as Pick<EndpointAddress, 'url' | 'keys'>;
  return { channel, ...opened, secret: secret === null ? null : keyring.decrypt(secret, methodPlace(methodId, 'secret')) };
}
