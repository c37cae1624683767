import type { MonitorType } from '@clarion/contract';
import type { IconName } from '../../ui/icon-paths.js';

/** One type to choose from. */
export interface TypeChoice {
  type: MonitorType;
  icon: IconName;
  /** One sentence: what such a monitor does. */
  words: string;
}

/** The types in the order people need them. */
export const TYPE_CHOICES: readonly TypeChoice[] = [
  { type: 'API', icon: 'globe', words: 'Requests an address and judges the answer.' },
  { type: 'HEARTBEAT', icon: 'heart', words: 'Waits for your job or device to call in.' },
  { type: 'PING', icon: 'ping', words: 'Pings hosts and waits for their replies.' },
  { type: 'TCP', icon: 'plug', words: 'Opens a connection to a port.' },
  { type: 'DNS', icon: 'signpost', words: 'Looks up a record and compares it.' },
  { type: 'SSL', icon: 'certificate', words: 'Watches when a certificate expires.' },
  { type: 'SQL', icon: 'database', words: 'Connects to a database and runs a query.' },
  { type: 'GRPC', icon: 'exchange', words: 'Asks a gRPC server for its health.' },
  { type: 'GAMEDIG', icon: 'gamepad', words: 'Asks a game server who is playing.' },
  { type: 'GROUP', icon: 'layers', words: 'Folds several monitors into one.' },
  { type: 'NONE', icon: 'hand', words: 'Checks nothing; you set its status by hand.' },
];
