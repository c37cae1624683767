import { type SchemaPathTree } from '@angular/forms/signals';
import { hostName, milliseconds, portNumber } from '../common-rules.js';
import { readFlag, readNumber, readText, withoutNull } from '../read-type-data.js';
import type { TypeKind } from '../type-kind.js';

/** @see monitors §6.9 */
export interface GrpcDraft {
  host: string;
  port: number | null;
  /** Empty = the server as a whole. */
  service: string;
  tls: boolean;
  /** Only with `tls`: the certificate is not verified. */
  insecure: boolean;
  /** Milliseconds. */
  timeout: number | null;
}

const FRESH: GrpcDraft = { host: '', port: 50_051, service: '', tls: false, insecure: false, timeout: 10_000 };

function rules(path: SchemaPathTree<GrpcDraft>): void {
  hostName(path.host);
  portNumber(path.port);
  milliseconds(path.timeout);
}

/** Asks a gRPC server for its health. */
export const GRPC_KIND: TypeKind<GrpcDraft> = {
  fresh: FRESH,
  read: (data) => ({
    host: readText(data['host']),
    port: readNumber(data['port'], 50_051),
    service: readText(data['service']),
    tls: readFlag(data['tls'], false),
    insecure: readFlag(data['insecure'], false),
    timeout: readNumber(data['timeout'], 10_000),
  }),
  write: (draft) =>
    withoutNull({ ...draft, host: draft.host.trim(), service: draft.service.trim(), insecure: draft.tls && draft.insecure }),
  rules,
  words: {
    host: 'Host',
    port: 'Port',
    service: 'Service',
    tls: 'Use TLS',
    insecure: 'Accept any certificate',
    timeout: 'Timeout',
  },
};
