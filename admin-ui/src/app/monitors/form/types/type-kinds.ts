import { MONITOR_TYPES, type MonitorType } from '@clarion/contract';
import type { TypeData } from '../../../api/monitors.js';
import { API_KIND, type ApiDraft } from './api/api-draft.js';
import { DNS_KIND, type DnsDraft } from './dns/dns-draft.js';
import { GAMEDIG_KIND, type GamedigDraft } from './gamedig/gamedig-draft.js';
import { GROUP_KIND, type GroupDraft } from './group/group-draft.js';
import { GRPC_KIND, type GrpcDraft } from './grpc/grpc-draft.js';
import { HEARTBEAT_KIND, type HeartbeatDraft } from './heartbeat/heartbeat-draft.js';
import { NONE_KIND, type NoneDraft } from './none/none-draft.js';
import { PING_KIND, type PingDraft } from './ping/ping-draft.js';
import { SQL_KIND, type SqlDraft } from './sql/sql-draft.js';
import { SSL_KIND, type SslDraft } from './ssl/ssl-draft.js';
import { TCP_KIND, type TcpDraft } from './tcp/tcp-draft.js';
import type { TypeKind } from './type-kind.js';

/** The check of every type side by side: switching the type and back loses nothing that was typed. */
export interface CheckDrafts {
  API: ApiDraft;
  PING: PingDraft;
  TCP: TcpDraft;
  DNS: DnsDraft;
  SSL: SslDraft;
  SQL: SqlDraft;
  HEARTBEAT: HeartbeatDraft;
  GROUP: GroupDraft;
  GRPC: GrpcDraft;
  GAMEDIG: GamedigDraft;
  NONE: NoneDraft;
}

export const TYPE_KINDS: { readonly [Type in MonitorType]: TypeKind<CheckDrafts[Type]> } = {
  API: API_KIND,
  PING: PING_KIND,
  TCP: TCP_KIND,
  DNS: DNS_KIND,
  SSL: SSL_KIND,
  SQL: SQL_KIND,
  HEARTBEAT: HEARTBEAT_KIND,
  GROUP: GROUP_KIND,
  GRPC: GRPC_KIND,
  GAMEDIG: GAMEDIG_KIND,
  NONE: NONE_KIND,
};

/** Drafts of a monitor that is new whatever its type will be. */
export const FRESH_CHECKS: CheckDrafts = Object.fromEntries(
  MONITOR_TYPES.map((type) => [type, TYPE_KINDS[type].fresh]),
) as unknown as CheckDrafts;

/** Drafts of a stored monitor: its own type as it is stored, every other one fresh. */
export const readChecks = <Type extends MonitorType>(type: Type, data: TypeData): CheckDrafts => ({
  ...FRESH_CHECKS,
  [type]: TYPE_KINDS[type].read(data),
});

/** `type_data` of one type. */
export const writeCheck = <Type extends MonitorType>(type: Type, checks: CheckDrafts): TypeData => TYPE_KINDS[type].write(checks[type]);
