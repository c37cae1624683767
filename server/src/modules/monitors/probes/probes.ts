import { type MonitorType } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { ApiProbe } from './api/api.probe.js';
import { DnsProbe } from './dns/dns.probe.js';
import { GamedigProbe } from './gamedig/gamedig.probe.js';
import { GrpcProbe } from './grpc/grpc.probe.js';
import { HeartbeatProbe } from './heartbeat/heartbeat.probe.js';
import { NoneProbe } from './none/none.probe.js';
import { PingProbe } from './ping/ping.probe.js';
import { SecretsUnavailable } from '../../../platform/secrets/secret-values.js';
import { OwnConnection } from '../checks/own-connection.service.js';
import { type Probe, type ProbedMonitor, type ProbeOutcome } from './probe.js';
import { SqlProbe } from './sql/sql.probe.js';
import { SslProbe } from './ssl/ssl.probe.js';
import { Evaluations } from '../evaluation/evaluations.service.js';
import { judgeByFunction } from './judge-by-function.js';
import { isSupported, type SupportedType } from './supported-types.js';
import { TcpProbe } from './tcp/tcp.probe.js';

const OFFLINE = 'not checked: our own network was down';
/** @see reliability REL-37 */
const NO_CONNECTION: ProbeOutcome = {
  verdict: { status: 'NO_DATA', latencyMs: 0, type: 'ERROR', errorMessage: OFFLINE },
  gap: 'egress_down',
  detail: { explanation: OFFLINE, timings: null, http: null },
};

const NO_SECRETS = 'not checked: our own database was away';
const UNREADABLE_SECRETS: ProbeOutcome = {
  verdict: { status: 'NO_DATA', latencyMs: 0, type: 'ERROR', errorMessage: NO_SECRETS },
  gap: 'database_down',
  detail: { explanation: NO_SECRETS, timings: null, http: null },
};

/** The probes by monitor type: a new supported type without one does not compile. */
@Injectable()
export class Probes {
  private readonly byType: Readonly<Record<SupportedType, Probe>>;

  constructor(
    api: ApiProbe,
    ping: PingProbe,
    tcp: TcpProbe,
    dns: DnsProbe,
    ssl: SslProbe,
    sql: SqlProbe,
    grpc: GrpcProbe,
    gamedig: GamedigProbe,
    heartbeat: HeartbeatProbe,
    none: NoneProbe,
    private readonly evaluations: Evaluations,
    private readonly ownConnection: OwnConnection,
  ) {
    this.byType = {
      API: api,
      PING: ping,
      TCP: tcp,
      DNS: dns,
      SSL: ssl,
      SQL: sql,
      GRPC: grpc,
      GAMEDIG: gamedig,
      HEARTBEAT: heartbeat,
      NONE: none,
    } satisfies Record<SupportedType, Probe>;
  }

  /** The probe of a type; undefined = the type is not checked (yet). */
  of(type: MonitorType): Probe | undefined {
    if (!isSupported(type)) return undefined;
    const probe = this.byType[type];
    return {
      monitorType: type,
      run: async (monitor, deadline) => {
        const outcome = await runWithSecrets(probe, monitor, deadline);
        const isOurs = outcome.verdict !== null && (await this.ownConnection.isToBlame(monitor.id, outcome.verdict));
        return isOurs ? NO_CONNECTION : judgeByFunction(outcome, this.evaluations);
      },
    };
  }
}

/** Secrets that cannot be read just now are no fault of the target. */
async function runWithSecrets(probe: Probe, monitor: ProbedMonitor, deadline: AbortSignal): Promise<ProbeOutcome> {
  try {
    return await probe.run(monitor, deadline);
  } catch (error) {
    if (error instanceof SecretsUnavailable) return UNREADABLE_SECRETS;
    throw error;
  }
}
