import { ASSERTION_LIMITS } from '@clarion/contract';
import { applyEach, validate, type SchemaPathTree } from '@angular/forms/signals';
import { assertionRules, readAssertion, writeAssertion, type AssertionDraft } from '../assertions/assertion-draft.js';
import { functionText, hostName, milliseconds, portNumber, someRows } from '../common-rules.js';
import { hostKind } from '../host-kind.js';
import { readList, readNumber, readRows, readText, withoutNull } from '../read-type-data.js';
import type { TypeKind } from '../type-kind.js';
import { escaped, unescaped } from './escapes.js';

export interface TcpHostDraft {
  host: string;
  port: number | null;
  /** Milliseconds. */
  timeout: number | null;
}

/** @see monitors §6.3 */
export interface TcpDraft {
  hosts: TcpHostDraft[];
  /** On one line, with escapes; empty = nothing is sent. */
  send: string;
  assertions: AssertionDraft[];
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
  validate(path.send, ({ value }) =>
    unescaped(value()).length <= ASSERTION_LIMITS.sendLength
      ? undefined
      : { kind: 'send', message: `At most ${ASSERTION_LIMITS.sendLength} characters.` },
  );
  applyEach(path.assertions, assertionRules);
  functionText(path.tcpEval);
}

/** Opens a connection to a port and closes it again. */
export const TCP_KIND: TypeKind<TcpDraft> = {
  fresh: { hosts: [{ ...NEW_TCP_HOST }], send: '', assertions: [], tcpEval: '' },
  read: (data) => ({
    hosts: readRows(data['hosts'], NEW_TCP_HOST, ({ host, port, timeout }) => ({
      host: readText(host),
      port: readNumber(port, 80),
      timeout: readNumber(timeout, 1_000),
    })),
    send: escaped(readText(data['send'])),
    assertions: readList(data['assertions'], (entry) => readAssertion(entry, 'TCP')),
    tcpEval: readText(data['tcpEval']),
  }),
  write: ({ hosts, send, assertions, tcpEval }) => ({
    hosts: hosts.map((row) => withoutNull({ ...row, host: row.host.trim(), type: hostKind(row.host) })),
    send: unescaped(send),
    assertions: assertions.map(writeAssertion),
    tcpEval: tcpEval.trim(),
  }),
  rules,
  words: { hosts: 'Hosts', send: 'Sent first', assertions: 'Assertions', tcpEval: 'Function' },
};
