import { SSL_DEFAULTS } from '@clarion/contract';
import { portOf, trimmed, type TypeData } from '../type-data-values.js';

/** What an SSL monitor asks for. */
export interface SslRequest {
  readonly host: string;
  readonly port: number;
  /** More than `downHours`. */
  readonly degradedHours: number;
  readonly downHours: number;
}

/** @returns the request, or why there is none, in words   @see monitors §6.5 */
export function readSslRequest(typeData: TypeData): SslRequest | string {
  const host = trimmed(typeData['host']);
  if (host === '') return 'the monitor has no host yet';
  const port = portOf(typeData['port'], Number(SSL_DEFAULTS.port));
  if (port === null) return 'the port must be a number from 1 to 65535';
  const degradedHours = hoursOf(typeData['degradedRemainingHours'], SSL_DEFAULTS.degradedRemainingHours);
  const downHours = hoursOf(typeData['downRemainingHours'], SSL_DEFAULTS.downRemainingHours);
  if (degradedHours === null || downHours === null || degradedHours <= downHours) return 'the limits in hours are missing or not in order';
  return { host, port, degradedHours, downHours };
}

const hoursOf = (value: unknown, fallback: number): number | null => {
  if (value === undefined || value === null) return fallback;
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
};
