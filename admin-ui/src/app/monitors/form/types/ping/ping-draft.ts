import { applyEach, type SchemaPathTree } from '@angular/forms/signals';
import { functionText, hostName, milliseconds, someRows, wholeNumber } from '../common-rules.js';
import { hostKind } from '../host-kind.js';
import { readNumber, readRows, readText, withoutNull } from '../read-type-data.js';
import type { TypeKind } from '../type-kind.js';

export interface PingHostDraft {
  host: string;
  /** Packets. */
  count: number | null;
  /** Milliseconds, of each packet. */
  timeout: number | null;
}

/** @see monitors §6.2 */
export interface PingDraft {
  hosts: PingHostDraft[];
  /** Empty = the built-in rule. */
  pingEval: string;
}

/** Only ever copied: a form marks the rows it holds, and two rows with one mark would be the same row to it. */
export const NEW_PING_HOST: PingHostDraft = { host: '', count: 3, timeout: 1_000 };

function rules(path: SchemaPathTree<PingDraft>): void {
  someRows(path.hosts, 'Add at least one host.');
  applyEach(path.hosts, (row) => {
    hostName(row.host);
    wholeNumber(row.count, 1, 100);
    milliseconds(row.timeout);
  });
  functionText(path.pingEval);
}

/** Sends ICMP echoes and waits for the replies. */
export const PING_KIND: TypeKind<PingDraft> = {
  fresh: { hosts: [{ ...NEW_PING_HOST }], pingEval: '' },
  read: (data) => ({
    hosts: readRows(data['hosts'], NEW_PING_HOST, ({ host, count, timeout }) => ({
      host: readText(host),
      count: readNumber(count, 3),
      timeout: readNumber(timeout, 1_000),
    })),
    pingEval: readText(data['pingEval']),
  }),
  write: ({ hosts, pingEval }) => ({
    hosts: hosts.map((row) => withoutNull({ ...row, host: row.host.trim(), type: hostKind(row.host) })),
    pingEval: pingEval.trim(),
  }),
  rules,
  words: { hosts: 'Hosts', pingEval: 'Function' },
};
