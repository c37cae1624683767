import { type MonitorType } from '@clarion/contract';
import { Injectable } from '@nestjs/common';
import { ApiProbe } from './api/api.probe.js';
import { DnsProbe } from './dns/dns.probe.js';
import { GamedigProbe } from './gamedig/gamedig.probe.js';
import { GrpcProbe } from './grpc/grpc.probe.js';
import { HeartbeatProbe } from './heartbeat/heartbeat.probe.js';
import { NoneProbe } from './none/none.probe.js';
import { PingProbe } from './ping/ping.probe.js';
import { type Probe } from './probe.js';
import { SqlProbe } from './sql/sql.probe.js';
import { SslProbe } from './ssl/ssl.probe.js';
import { isSupported, type SupportedType } from './supported-types.js';
import { TcpProbe } from './tcp/tcp.probe.js';

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
    return isSupported(type) ? this.byType[type] : undefined;
  }
}
