import { type ChannelOptions, Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { isAddress } from '../../../../platform/egress/host-name.js';
import { type GrpcRequest } from './grpc-request.js';
import { decodeHealthResponse, encodeHealthRequest } from './health-messages.js';

const CHECK = '/grpc.health.v1.Health/Check';
/** The answer has two bytes. */
const ANSWER_LIMIT = 16 * 1024;

/** Why there is no answer, in words. */
export class HealthFailure extends Error {
  override readonly name = 'HealthFailure';
  constructor(
    message: string,
    /** The server said that its time was over. */
    readonly isTimeout: boolean,
    /** Where the call went; null = the library does not say. */
    readonly address: string | null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What a server says of a service, and where it was asked. */
export interface HealthAnswer {
  /** `HealthCheckResponse.status` */
  readonly serving: number;
  /** null = the library does not say. */
  readonly address: string | null;
}

/**
 * @param addresses literals, all checked
 * @param limit ends the call
 * @throws HealthFailure
 */
export function checkHealth(request: GrpcRequest, addresses: readonly string[], limit: AbortSignal): Promise<HealthAnswer> {
  const client = new Client(targetOf(addresses, request.port), credentialsOf(request), optionsOf(request));
  return new Promise<HealthAnswer>((resolve, reject) => {
    const call = client.makeUnaryRequest<string, number>(
      CHECK,
      encodeHealthRequest,
      decodeHealthResponse,
      request.service,
      new Metadata(),
      (error, serving) => {
        const address = addressIn(call.getPeer());
        if (error === null) resolve({ serving: serving ?? 0, address });
        else reject(failureOf(error, request, address));
      },
    );
    const onAbort = (): void => call.cancel();
    if (limit.aborted) onAbort();
    else limit.addEventListener('abort', onAbort, { once: true });
  }).finally(() => client.close());
}

/** One address of `ipv4:192.0.2.1:50051` or `[2001:db8::1]:50051`; null when there are several. */
function addressIn(peer: string): string | null {
  const [, v6, v4] = /^(?:ipv[46]:)?(?:\[([^\]]+)\]|([^,:[\]]+)):\d+$/.exec(peer) ?? [];
  return v6 ?? v4 ?? null;
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** The library connects to literals of one family, and looks nothing up. */
function targetOf(addresses: readonly string[], port: number): string {
  const isV6 = addresses[0]?.includes(':') === true;
  const family = addresses.filter((address) => address.includes(':') === isV6);
  return `${isV6 ? 'ipv6' : 'ipv4'}:${family.map((address) => `${bracketed(address)}:${port}`).join(',')}`;
}

const credentialsOf = ({ tls, takesAnyCertificate }: GrpcRequest): ReturnType<typeof credentials.createInsecure> =>
  tls ? credentials.createSsl(null, null, null, { rejectUnauthorized: !takesAnyCertificate }) : credentials.createInsecure();

const optionsOf = ({ host, port, tls }: GrpcRequest): ChannelOptions => ({
  'grpc.default_authority': `${bracketed(host)}:${port}`,
  ...(tls && !isAddress(host) ? { 'grpc.ssl_target_name_override': host } : {}),
  // Neither a proxy of the environment, nor a connection of another monitor, nor what a text record of the name asks for.
  'grpc.enable_http_proxy': 0,
  'grpc.use_local_subchannel_pool': 1,
  'grpc.service_config_disable_resolution': 1,
  'grpc.enable_retries': 0,
  'grpc.max_receive_message_length': ANSWER_LIMIT,
  'grpc.primary_user_agent': 'Clarion',
});

const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, 'connection refused'],
  [/ECONNRESET|socket disconnected|hang up|Socket closed/, 'connection reset'],
  [/EHOSTUNREACH/, 'host unreachable'],
  [/ENETUNREACH|EADDRNOTAVAIL/, 'network unreachable'],
  [/self-signed certificate|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN/, 'self-signed certificate'],
  [/CERT_HAS_EXPIRED|certificate has expired/, 'certificate has expired'],
  [/altnames|ERR_TLS_CERT_ALTNAME_INVALID/, 'certificate is for another name'],
  [/UNABLE_TO_\w+|unable to (get|verify)/, 'certificate issuer is not known'],
  [/wrong version number|EPROTO|SSL routines/, 'TLS handshake failed'],
];

function failureOf(error: ServiceError, request: GrpcRequest, address: string | null): HealthFailure {
  return new HealthFailure(sayWhy(error, request), error.code === status.DEADLINE_EXCEEDED, address, { cause: error });
}

function sayWhy({ code, details }: ServiceError, { service }: GrpcRequest): string {
  if (code === status.NOT_FOUND)
    return service === '' ? 'the server says nothing of itself as a whole' : `the server does not know the service ${service}`;
  if (code === status.UNIMPLEMENTED) return 'the server has no health service';
  const cause = CAUSES.find(([pattern]) => pattern.test(details))?.[1];
  if (code === status.UNAVAILABLE && cause !== undefined) return cause;
  return `${status[code] ?? 'error'}: ${details}`;
}
