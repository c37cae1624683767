import { type MonitorType } from '@clarion/contract';

/** Types that are checked; the others are kept, shown as NO_DATA and never scheduled. Each has a probe in `PROBES`. */
export const SUPPORTED_TYPES = [
  'API',
  'PING',
  'TCP',
  'DNS',
  'SSL',
  'SQL',
  'GRPC',
  'GAMEDIG',
  'HEARTBEAT',
  'NONE',
] as const satisfies readonly MonitorType[];
export type SupportedType = (typeof SUPPORTED_TYPES)[number];

export const isSupported = (type: MonitorType): type is SupportedType => SUPPORTED_TYPES.some((supported) => supported === type);
