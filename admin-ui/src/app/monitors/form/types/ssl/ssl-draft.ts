import { required, validate, type SchemaPath, type SchemaPathTree } from '@angular/forms/signals';
import { hostName } from '../common-rules.js';
import { readNumber, readText, withoutNull } from '../read-type-data.js';
import type { TypeKind } from '../type-kind.js';

/** @see monitors §6.5 */
export interface SslDraft {
  host: string;
  /** Digits, as a text on the wire. */
  port: string;
  /** Hours before expiry. */
  degradedRemainingHours: number | null;
  /** Hours before expiry. */
  downRemainingHours: number | null;
}

const FRESH: SslDraft = { host: '', port: '443', degradedRemainingHours: 168, downRemainingHours: 24 };

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

function hours(path: SchemaPath<number | null>): void {
  required(path, { message: 'Enter a number of hours.' });
  validate(path, ({ value }) => {
    const number = value();
    return number === null || number > 0 ? undefined : { kind: 'hours', message: 'More than 0 hours.' };
  });
}

function rules(path: SchemaPathTree<SslDraft>): void {
  hostName(path.host);
  validate(path.port, ({ value }) => (isPort(value().trim()) ? undefined : { kind: 'port', message: 'A port from 1 to 65535.' }));
  hours(path.degradedRemainingHours);
  hours(path.downRemainingHours);
  validate(path.degradedRemainingHours, ({ value, valueOf }) => {
    const [degraded, down] = [value(), valueOf(path.downRemainingHours)];
    return degraded !== null && down !== null && degraded <= down
      ? { kind: 'order', message: `Must be more than the ${down} hours of down.` }
      : undefined;
  });
}

/** Watches when a certificate expires. */
export const SSL_KIND: TypeKind<SslDraft> = {
  fresh: FRESH,
  read: (data) => ({
    host: readText(data['host']),
    port: readText(data['port'], FRESH.port),
    degradedRemainingHours: readNumber(data['degradedRemainingHours'], 168),
    downRemainingHours: readNumber(data['downRemainingHours'], 24),
  }),
  write: (draft) => withoutNull({ ...draft, host: draft.host.trim(), port: draft.port.trim() }),
  rules,
  words: { host: 'Host', port: 'Port', degradedRemainingHours: 'Degraded from', downRemainingHours: 'Down from' },
};
