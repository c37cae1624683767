import { GamedigProbe } from '../../src/modules/monitors/probes/gamedig/gamedig.probe.js';
import { aProbed, loopback, NO_DEADLINE } from '../loopback.js';
import { type FieldApi, type FieldUses } from './field-use.js';
import { type FieldTargets } from './field-targets.js';
import { flag, looksOf } from './looks.js';

/** Fields of the types that speak a service's protocol, each with what it changes. @see monitors §6.4, §6.6, §6.9, §6.10 */
export function serviceFieldUses(fields: FieldApi, targets: FieldTargets): Readonly<Record<'DNS' | 'SQL' | 'GRPC' | 'GAMEDIG', FieldUses>> {
  const { tested, status, timeout, judging } = looksOf(fields);
  const dns = {
    ...{ host: 'shop.test', lookupRecord: 'A', matchType: 'ANY', values: ['192.0.2.1'], transport: 'TLS' },
    ...{ nameServer: '127.0.0.1', tlsPort: targets.names.tlsPort, tlsServername: 'shop.test', allowSelfSignedCert: true },
  };
  const sql = { dbType: 'pg', connectionString: targets.database.url };
  const grpc = { host: '127.0.0.1', port: targets.grpcPort, tls: true, insecure: true, timeout: 5_000 };
  const game = { gameId: 'teamfortress2', host: '127.0.0.1', port: targets.game.port, timeout: 2_000 };
  const nobodyThere = new URL(targets.database.url);
  nobodyThere.pathname = '/nobody_made_this';

  return {
    DNS: {
      host: {
        beside: dns,
        values: [
          ['shop.test', 'UP'],
          ['other.test', 'DOWN'],
        ],
        look: status,
      },
      lookupRecord: {
        beside: dns,
        values: [
          ['A', null],
          ['TXT', 'missing 192.0.2.1; found hello'],
        ],
        look: tested((test) => test.error_message),
      },
      matchType: {
        beside: { ...dns, values: ['192.0.2.1', '192.0.2.2'] },
        values: [
          ['ANY', 'UP'],
          ['ALL', 'DOWN'],
        ],
        look: status,
      },
      values: {
        beside: dns,
        values: [
          [['192.0.2.1'], 'UP'],
          [['192.0.2.9'], 'DOWN'],
        ],
        look: status,
      },
      transport: {
        beside: dns,
        values: [
          ['TLS', 1],
          ['UDP', 0],
        ],
        look: async (kept) => {
          const before = targets.names.streamed;
          await fields.test(kept);
          return targets.names.streamed - before;
        },
      },
      nameServer: {
        beside: dns,
        values: [
          ['127.0.0.1', 'UP'],
          ['127.0.0.2', 'DOWN'],
        ],
        look: status,
      },
      tlsPort: {
        beside: dns,
        values: [
          [targets.names.tlsPort, 'UP'],
          [targets.closedPort, 'DOWN'],
        ],
        look: status,
      },
      tlsServername: {
        beside: dns,
        values: [
          ['shop.test', 'shop.test'],
          ['other.test', 'other.test'],
        ],
        look: async (kept) => {
          await fields.test(kept);
          return targets.names.servernames.at(-1);
        },
      },
      allowSelfSignedCert: { beside: dns, ...flag('UP', 'DOWN', status) },
      assertions: {
        beside: dns,
        values: [
          [[{ kind: 'count', at_least: 1 }], 'UP'],
          [[{ kind: 'count', at_least: 2, severity: 'DEGRADED' }], 'DEGRADED'],
        ],
        look: status,
      },
    },
    SQL: {
      dbType: {
        beside: sql,
        values: [
          ['pg', null],
          ['mssql', 'databases of the type mssql cannot be checked'],
        ],
        look: tested((test) => test.error_message),
      },
      connectionString: {
        beside: sql,
        values: [
          [targets.database.url, 'UP'],
          [nobodyThere.href, 'DOWN'],
        ],
        look: status,
      },
      query: {
        beside: sql,
        values: [
          ['SELECT 1', 'UP: the statement ran and returned 1 row'],
          ['SELECT 1 WHERE false', 'UP: the statement ran and returned 0 rows'],
        ],
        look: tested((test) => test.verdict),
      },
      timeout: {
        beside: { ...sql, query: 'SELECT pg_sleep(30)' },
        values: [
          [100, 'within 100 ms'],
          [150, 'within 150 ms'],
        ],
        look: timeout,
      },
    },
    GRPC: {
      host: {
        beside: grpc,
        values: [
          ['127.0.0.1', 'UP'],
          ['127.0.0.2', 'DOWN'],
        ],
        look: status,
      },
      port: {
        beside: grpc,
        values: [
          [targets.grpcPort, 'UP'],
          [targets.closedPort, 'DOWN'],
        ],
        look: status,
      },
      service: {
        beside: grpc,
        values: [
          ['', 'UP'],
          ['out', 'DOWN'],
        ],
        look: status,
      },
      tls: { beside: grpc, ...flag('UP', 'DOWN', status) },
      insecure: { beside: grpc, ...flag('UP', 'DOWN', status) },
      timeout: {
        beside: { ...grpc, service: 'hangs' },
        values: [
          [100, 'within 100 ms'],
          [150, 'within 150 ms'],
        ],
        look: timeout,
      },
    },
    GAMEDIG: {
      gameId: {
        beside: game,
        values: [
          ['teamfortress2', 'Team Fortress 2'],
          ['garrysmod', "Garry's Mod"],
        ],
        look: tested((test) => /\((.+?)\)/.exec(test.verdict)?.[1]),
      },
      host: {
        beside: game,
        values: [
          ['127.0.0.1', 'UP'],
          ['127.0.0.2', 'DOWN'],
        ],
        look: status,
      },
      port: {
        beside: game,
        values: [
          [targets.game.port, 'UP'],
          [targets.closedPort, 'DOWN'],
        ],
        look: status,
      },
      timeout: {
        beside: { ...game, host: 'never-answered.test' },
        values: [
          [2_000, 'no answer within 2000 ms'],
          [2_001, 'no answer within 2001 ms'],
        ],
        look: async ({ typeData }) => {
          const { policy, egress } = loopback({ 'never-answered.test': [] });
          return (await new GamedigProbe(policy, egress).run(aProbed('GAMEDIG', typeData), NO_DEADLINE)).verdict?.errorMessage;
        },
      },
      // The query port of this game lies one above its game port.
      guessPort: { beside: { ...game, gameId: 'valheim', port: targets.game.port - 1 }, ...flag('UP', 'DOWN', status) },
      requestRules: {
        beside: game,
        ...flag(true, false, async (kept) => {
          const before = targets.game.asked.length;
          await fields.test(kept);
          return targets.game.asked.slice(before).includes('rules');
        }),
      },
      eval: { beside: game, ...judging },
    },
  };
}
