import { applyEach, type SchemaPathTree } from '@angular/forms/signals';
import { functionText, hostName, milliseconds, portNumber, someRows } from '../common-rules.js';
import { hostKind } from '../host-kind.js';
import { readNumber, readRows, readText, withoutNull } from '../read-type-data.js';
import type { TypeKind } from '../type-kind.js';

export interface TcpHostDraft {
  host: string;
  port: number | null;
  /** Milliseconds. */
  timeout: number | null;
}

/** @see monitors §6.3 */
export interface TcpDraft {
  hosts: TcpHostDraft[];
  /** Empty = the built-in rule. */
  tcpEval: string;
}

/** Only ever copied: a form marks the rows it holds, and two rows with one mark would be the same row to it. */
export const NEW_TCP_HOST: TcpHostDraft = { host: '', port: 80, timeout: 1_000 };

function rules(path: SchemaPathTree<TcpDraft>): void {
  someRows(path.hosts, 'Add at least one host.');
  applyEach(path.hosts, (row) => {
    hostName(row.host);
    portNumber(row.port);
    milliseconds(row.timeout);
  });
  functionText(path.tcpEval);
}

/** Opens a connection to a port and closes it again. */
export const TCP_KIND: TypeKind<TcpDraft> = {
  fresh: { hosts: [{ ...NEW_TCP_HOST }], tcpEval: '' },
  read: (data) => ({
    hosts: readRows(data['hosts'], NEW_TCP_HOST, ({ host, port, timeout }) => ({
      host: readText(host),
      port: readNumber(port, 80),
      timeout: readNumber(timeout, 1_000),
    })),
    tcpEval: readText(data['tcpEval']),
  }),
  write: ({ hosts, tcpEval }) => ({
    hosts: hosts.map((row) => withoutNull({ ...row, host: row.host.trim(), type: hostKind(row.host) })),
    tcpEval: tcpEval.trim(),
  }),
  rules,
  words: { hosts: 'Hosts', tcpEval: 'Function' },
};
