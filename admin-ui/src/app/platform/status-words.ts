import { DAY_LETTERS, type MonitorType, type SampleType, type Status } from '@clarion/contract';

export const STATUS_WORDS = {
  UP: 'Operational',
  DEGRADED: 'Degraded',
  DOWN: 'Down',
  MAINTENANCE: 'Maintenance',
  NO_DATA: 'No data',
} as const satisfies Record<Status, string>;

export const TYPE_WORDS = {
  API: 'Website or API',
  PING: 'Ping',
  TCP: 'TCP port',
  DNS: 'DNS record',
  NONE: 'Manual',
  GROUP: 'Group',
  SSL: 'Certificate',
  SQL: 'Database',
  HEARTBEAT: 'Heartbeat',
  GAMEDIG: 'Game server',
  GRPC: 'gRPC',
} as const satisfies Record<MonitorType, string>;

export const SOURCE_WORDS = {
  REALTIME: 'Check',
  TIMEOUT: 'Timed out',
  ERROR: 'Error',
  MANUAL: 'Set by hand',
  DEFAULT: 'Default status',
  SIGNAL: 'Signal',
  INCIDENT: 'Incident',
  MAINTENANCE: 'Maintenance',
} as const satisfies Record<SampleType, string>;

const BY_LETTER = new Map<string, Status>(Object.entries(DAY_LETTERS).map(([status, letter]) => [letter, status as Status]));

/** @param letter of `last_checks` or `days`; anything unknown reads as no data. */
export const statusOfLetter = (letter: string): Status => BY_LETTER.get(letter) ?? 'NO_DATA';
