import { Socket } from 'node:net';
import { Evaluations } from '../../src/modules/monitors/evaluation/evaluations.service.js';
import { PingProgram } from '../../src/modules/monitors/probes/ping/ping-program.js';
import { PingProbe } from '../../src/modules/monitors/probes/ping/ping.probe.js';
import { TcpProbe } from '../../src/modules/monitors/probes/tcp/tcp.probe.js';
import { aProbed, loopback, NO_DEADLINE } from '../loopback.js';
import { type FieldApi, type FieldUses, type Kept } from './field-use.js';
import { type FieldTargets } from './field-targets.js';
import { looksOf } from './looks.js';

/** A connection that comes about after so many milliseconds. */
const lateSocket = (ms: number): Socket => {
  const socket = new Socket();
  setTimeout(() => socket.emit('connect'), ms);
  return socket;
};
const LATE_MS = 100;

/** Fields of the types that knock at hosts, each with what it changes. @see monitors §6.2, §6.3, §6.5 */
export function hostFieldUses(fields: FieldApi, targets: FieldTargets): Readonly<Record<'PING' | 'TCP' | 'SSL', FieldUses>> {
  const { tested, status, address, judging } = looksOf(fields);
  /** What the ping program was called with. */
  const pinged = async ({ typeData }: Kept): Promise<unknown> => {
    const probe = new PingProbe(loopback().egress, new PingProgram(`${targets.ping.folder}:/usr/bin:/bin`, 'linux'));
    await probe.run(aProbed('PING', typeData), NO_DEADLINE);
    return targets.ping.calls();
  };
  const host = { type: 'IP4', host: '127.0.0.1' };
  const pingHost = (member: string) => (value: unknown) => ({ hosts: [{ ...host, timeout: 1_000, count: 1, [member]: value }] });
  const tcpHost = (member: string) => (value: unknown) => ({
    hosts: [{ ...host, port: targets.tcpPort, timeout: 2_000, [member]: value }],
  });
  const lateConnection = async ({ typeData }: Kept): Promise<unknown> => {
    const { policy, dialer } = loopback({}, () => lateSocket(LATE_MS));
    const evaluations = fields.api.app.get<Evaluations>(Evaluations);
    return (await new TcpProbe(policy, dialer, evaluations).run(aProbed('TCP', typeData), NO_DEADLINE)).verdict?.type;
  };

  const ssl = { host: '127.0.0.1', port: String(targets.tlsPort) };

  return {
    PING: {
      hosts: {
        values: [
          [[{ ...host, count: 1 }], ['-n -c 1 -W 1 -- 127.0.0.1']],
          [
            [
              { ...host, count: 1 },
              { ...host, count: 2 },
            ],
            ['-n -c 1 -W 1 -- 127.0.0.1', '-n -c 2 -W 1 -- 127.0.0.1'],
          ],
        ],
        look: pinged,
      },
      'hosts[].type': {
        place: pingHost('type'),
        values: [
          ['IP4', ['-n -c 1 -W 1 -- 127.0.0.1']],
          ['IP6', 'refused'],
        ],
        look: pinged,
      },
      'hosts[].host': {
        place: pingHost('host'),
        values: [
          ['127.0.0.1', ['-n -c 1 -W 1 -- 127.0.0.1']],
          ['127.0.0.2', ['-n -c 1 -W 1 -- 127.0.0.2']],
        ],
        look: pinged,
      },
      'hosts[].timeout': {
        place: pingHost('timeout'),
        values: [
          [1_000, ['-n -c 1 -W 1 -- 127.0.0.1']],
          [3_000, ['-n -c 1 -W 3 -- 127.0.0.1']],
        ],
        look: pinged,
      },
      'hosts[].count': {
        place: pingHost('count'),
        values: [
          [1, ['-n -c 1 -W 1 -- 127.0.0.1']],
          [5, ['-n -c 5 -W 1 -- 127.0.0.1']],
        ],
        look: pinged,
      },
      pingEval: { beside: { hosts: [{ ...host, count: 1 }] }, ...judging },
    },
    TCP: {
      hosts: {
        values: [
          [[{ ...host, port: targets.tcpPort }], 'UP: the port is open'],
          [
            [
              { ...host, port: targets.tcpPort },
              { ...host, port: targets.tcpPort },
            ],
            'UP: all 2 ports are open',
          ],
        ],
        look: tested((test) => test.verdict),
      },
      'hosts[].type': {
        place: tcpHost('type'),
        values: [
          ['IP4', 'UP'],
          ['DOMAIN', 'refused'],
        ],
        look: status,
      },
      'hosts[].host': {
        place: tcpHost('host'),
        values: [
          ['127.0.0.1', '127.0.0.1'],
          ['127.0.0.2', '127.0.0.2'],
        ],
        look: address,
      },
      'hosts[].port': {
        place: tcpHost('port'),
        values: [
          [targets.tcpPort, 'UP'],
          [targets.closedPort, 'DOWN'],
        ],
        look: status,
      },
      'hosts[].timeout': {
        place: tcpHost('timeout'),
        values: [
          [1, 'TIMEOUT'],
          [60_000, 'REALTIME'],
        ],
        look: lateConnection,
      },
      tcpEval: { beside: { hosts: [{ ...host, port: targets.tcpPort }] }, ...judging },
      send: {
        beside: { hosts: [{ ...host, port: targets.echoPort }], assertions: [{ kind: 'banner', comparison: 'contains', value: 'PING' }] },
        values: [
          ['PING\r\n', 'UP'],
          ['HELLO\r\n', 'DOWN'],
        ],
        look: status,
      },
      assertions: {
        beside: { hosts: [{ ...host, port: targets.echoPort }], send: 'PING' },
        values: [
          [[{ kind: 'banner', comparison: 'starts_with', value: 'PING' }], 'UP'],
          [[{ kind: 'banner', comparison: 'starts_with', value: 'PONG' }], 'DOWN'],
        ],
        look: status,
      },
    },
    SSL: {
      host: {
        beside: ssl,
        values: [
          ['127.0.0.1', '127.0.0.1'],
          ['127.0.0.2', '127.0.0.2'],
        ],
        look: address,
      },
      port: {
        beside: ssl,
        values: [
          [String(targets.tlsPort), 'UP'],
          [String(targets.closedPort), 'DOWN'],
        ],
        look: status,
      },
      degradedRemainingHours: {
        beside: ssl,
        values: [
          [48, 'UP'],
          [2e6, 'DEGRADED'],
        ],
        look: status,
      },
      downRemainingHours: {
        beside: { ...ssl, degradedRemainingHours: 3e6 },
        values: [
          [24, 'DEGRADED'],
          [2e6, 'DOWN'],
        ],
        look: status,
      },
    },
  };
}
