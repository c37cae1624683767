import { TLSSocket } from 'node:tls';
import { Injectable } from '@nestjs/common';
import { Client, type Dispatcher, errors } from 'undici';
import { type Connection, Dialer, type EgressTls, type Proxy } from './dialer.js';
import { EgressError, type EgressPhase, nowhereYet, type Reach } from './egress-error.js';
import { EgressPolicy, type EgressProfile } from './egress-policy.js';
import { type ReadBody, readResponse } from './read-response.js';
import { checkHeaders, type HeaderList, withoutBody, withoutSecrets } from './request-headers.js';

export interface EgressRequest {
  readonly url: string | URL;
  /** For whom: decides which addresses may be reached. */
  readonly profile: EgressProfile;
  /** GET. */
  readonly method?: string;
  readonly headers?: HeaderList;
  readonly body?: string | Uint8Array;
  /** Everything together, redirects included, ms. */
  readonly timeoutMs: number;
  /** Redirects that are followed; 0 answers with the redirect itself. Signed requests follow none. */
  readonly maxRedirects?: number;
  /** Origins a redirect may lead to; any by default. */
  readonly redirectOrigins?: readonly string[];
  readonly tls?: EgressTls;
  /** Goes through an HTTP proxy, to the addresses that were checked. */
  readonly proxy?: EgressProxy;
  /** Reads when the certificate of whoever answers last ends; costs a little, so it is asked for. */
  readonly readsCertificate?: boolean;
  /** Most bytes of the body that are kept, decompressed; 2 MiB. */
  readonly maxBytes?: number;
  /** Parts of the total, ms. */
  readonly connectTimeoutMs?: number;
  readonly tlsTimeoutMs?: number;
  readonly firstByteTimeoutMs?: number;
  /** Ends the call from outside. */
  readonly signal?: AbortSignal;
}

export interface EgressProxy {
  /** `http://proxy.example.org:3128` */
  readonly url: string;
  /** Value of `Proxy-Authorization`. */
  readonly authorization?: string;
}

/** Milliseconds of the last hop, and of everything. */
export interface EgressTimings {
  readonly dnsMs: number;
  readonly connectMs: number;
  readonly tlsMs: number;
  /** From the request on the wire to the first byte of its answer. */
  readonly firstByteMs: number;
  readonly totalMs: number;
}

export interface EgressResponse extends ReadBody {
  readonly status: number;
  /** Lower-case names; what came more than once is a list. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Address that answered last. */
  readonly url: string;
  readonly redirects: number;
  readonly address: string;
  /** Unix seconds; null = it was not asked for, or there is none. */
  readonly certificateEndsAt: number | null;
  readonly timings: EgressTimings;
}

/** @see reliability SEC-24 */
export const EGRESS_BODY_LIMIT = 2 * 1024 * 1024;
const MOST_REDIRECTS = 20;
const HEADER_LIMIT = 16 * 1024;
const STEP_MS = 10_000;
const METHOD = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Told apart from a browser, so that firewalls can let it in by name. */
const USER_AGENT = 'Clarion';

interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: HeaderList;
  readonly body: string | Uint8Array | undefined;
  readonly tls: EgressTls;
}

/** Where a call is. */
interface Progress {
  phase: EgressPhase;
  /** Of the hop it is at. */
  reach: Reach;
}

interface HopResult {
  readonly answer: Dispatcher.ResponseData;
  readonly connection: Connection;
  readonly firstByteMs: number;
}

const rounded = (ms: number): number => Math.round(ms * 100) / 100;

/** The only way out of this server for HTTP. One connection a call, to an address that was checked. @see reliability §4.3 */
@Injectable()
export class EgressClient {
  constructor(
    private readonly policy: EgressPolicy,
    private readonly dialer: Dialer,
  ) {}

  /** @throws EgressError */
  async request(request: EgressRequest): Promise<EgressResponse> {
    const started = performance.now();
    const deadline = new AbortController();
    const progress: Progress = { phase: 'dns', reach: nowhereYet() };
    const timer = setTimeout(
      () => deadline.abort(new EgressError('timeout', timeoutMessage(progress.phase), progress.phase)),
      request.timeoutMs,
    );
    const onAbort = (): void => deadline.abort(new EgressError('aborted', 'the call was ended'));
    if (request.signal?.aborted) onAbort();
    request.signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await this.follow(request, started, deadline.signal, progress);
    } catch (error) {
      const failure = deadline.signal.aborted ? (deadline.signal.reason as EgressError) : failureOf(error, progress.phase);
      failure.reach = progress.reach;
      throw failure;
    } finally {
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', onAbort);
    }
  }

  /** What a form can be told at once: scheme, user name, names and address literals that are never dialled. @throws EgressError `refused` */
  assertTarget(url: string | URL, profile: EgressProfile): void {
    this.policy.assertUrl(parseUrl(url), profile);
  }

  /** Every address of a host, all of them allowed; for libraries that open their own sockets to a literal. @throws EgressError */
  async vetAddress(
    host: string,
    port: number,
    profile: EgressProfile,
    signal: AbortSignal = AbortSignal.timeout(STEP_MS),
  ): Promise<string[]> {
    return this.dialer.vet({ host: this.policy.assertHost(host, port, profile), port, profile }, signal);
  }

  private async follow(request: EgressRequest, started: number, signal: AbortSignal, progress: Progress): Promise<EgressResponse> {
    const maxRedirects = Math.min(request.maxRedirects ?? 0, MOST_REDIRECTS);
    const method = (request.method ?? 'GET').toUpperCase();
    if (!METHOD.test(method)) throw new EgressError('refused', `method ${method.slice(0, 20)} not allowed`);
    checkHeaders(request.headers ?? []);
    let hop: Hop = { url: parseUrl(request.url), method, headers: request.headers ?? [], body: request.body, tls: request.tls ?? {} };
    for (let redirects = 0; ; redirects++) {
      progress.reach = nowhereYet();
      const client = new HopClient(this.policy, this.dialer, request, hop, signal, progress);
      try {
        const { answer, connection, firstByteMs } = await client.send();
        const location = REDIRECTS.has(answer.statusCode) ? answer.headers['location'] : undefined;
        if (typeof location === 'string' && maxRedirects > 0) {
          if (redirects === maxRedirects) throw new EgressError('redirects', `more than ${maxRedirects} redirects`);
          hop = nextHop(hop, answer.statusCode, location);
          if (request.redirectOrigins?.includes(hop.url.origin) === false)
            throw new EgressError('refused', 'the redirect leads where the request may not be sent');
          continue;
        }
        progress.phase = 'body';
        const encoding = [answer.headers['content-encoding'] ?? ''].flat().join(',');
        const read = await readResponse(answer.body, method === 'HEAD' ? '' : encoding, request.maxBytes ?? EGRESS_BODY_LIMIT);
        const timings = { ...connection.timings, firstByteMs, totalMs: rounded(performance.now() - started) };
        return {
          ...read,
          status: answer.statusCode,
          headers: answer.headers,
          url: hop.url.href,
          redirects,
          address: connection.address,
          certificateEndsAt: client.certificateEndsAt,
          timings,
        };
      } finally {
        await client.close();
      }
    }
  }
}

/** One request on one connection of its own: nothing is kept alive, nothing is shared between monitors. */
class HopClient {
  certificateEndsAt: number | null = null;
  private connection: Connection | undefined;
  private readonly client: Client;

  constructor(
    policy: EgressPolicy,
    dialer: Dialer,
    private readonly request: EgressRequest,
    private readonly hop: Hop,
    private readonly signal: AbortSignal,
    private readonly progress: Progress,
  ) {
    const { host, port } = policy.assertUrl(hop.url, request.profile);
    const isTls = hop.url.protocol === 'https:';
    const proxy = request.proxy === undefined ? {} : { proxy: proxyOf(request.proxy, policy, request.profile) };
    const target = { host, port, profile: request.profile, ...(isTls ? { tls: hop.tls } : {}), ...proxy };
    const deadlines = { connectMs: request.connectTimeoutMs ?? STEP_MS, tlsMs: request.tlsTimeoutMs ?? STEP_MS };
    this.client = new Client(hop.url.origin, {
      maxHeaderSize: HEADER_LIMIT,
      headersTimeout: request.firstByteTimeoutMs ?? request.timeoutMs,
      bodyTimeout: request.timeoutMs,
      pipelining: 1,
      // The library's own connector would look the name up again; ours hands over a socket to the address that was checked.
      connect: (_options, done) => {
        dialer.dial(target, deadlines, signal, progress.reach).then(
          (connection) => {
            this.connection = connection;
            // Now or never: a connection that was closed knows its certificate no more.
            if (request.readsCertificate === true) this.certificateEndsAt = certificateEnd(connection);
            this.progress.phase = 'first byte';
            done(null, connection.socket);
          },
          (error: Error) => done(error, null),
        );
      },
    });
  }

  async send(): Promise<HopResult> {
    const { url, method, headers, body } = this.hop;
    const names = new Set(headers.map(([name]) => name.toLowerCase()));
    const ours = [
      ...(names.has('user-agent') ? [] : ['user-agent', USER_AGENT]),
      ...(names.has('accept') ? [] : ['accept', '*/*']),
      ...(names.has('accept-encoding') ? [] : ['accept-encoding', 'gzip, deflate, br']),
    ];
    const answer = await this.client.request({
      path: url.pathname + url.search,
      method: method as Dispatcher.HttpMethod,
      headers: [...headers.flat(), ...ours],
      body: body ?? null,
      signal: this.signal,
      reset: true,
    });
    if (this.connection === undefined) throw new EgressError('protocol', 'there was an answer without a connection');
    const { timings } = this.connection;
    return {
      answer,
      connection: this.connection,
      firstByteMs: rounded(Math.max(0, performance.now() - this.sentAt - timings.dnsMs - timings.connectMs - timings.tlsMs)),
    };
  }

  async close(): Promise<void> {
    await this.client.destroy();
    this.connection?.socket.destroy();
  }

  private readonly sentAt = performance.now();
}

/** Unix seconds; null = the connection has no certificate. */
function certificateEnd({ socket }: Connection): number | null {
  const end = socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.validToDate : undefined;
  return end === undefined ? null : Math.floor(end.getTime() / 1000);
}

/** @throws EgressError `refused` */
function proxyOf({ url, authorization }: EgressProxy, policy: EgressPolicy, profile: EgressProfile): Proxy {
  const parsed = parseUrl(url);
  if (parsed.protocol !== 'http:') throw new EgressError('refused', 'a proxy is spoken to over http');
  checkHeaders(authorization === undefined ? [] : [['proxy-authorization', authorization]]);
  return { ...policy.assertUrl(parsed, profile), ...(authorization === undefined ? {} : { authorization }) };
}

/** @throws EgressError `refused` */
function parseUrl(url: string | URL): URL {
  if (url instanceof URL) return url;
  if (!URL.canParse(url)) throw new EgressError('refused', 'this is not an address');
  return new URL(url);
}

/** What a redirect asks for, without what is not meant for where it leads. @see reliability SEC-23, RFC 9110 §15.4 */
function nextHop({ url, method, headers, body, tls }: Hop, status: number, location: string): Hop {
  if (!URL.canParse(location, url.href)) throw new EgressError('redirects', 'the redirect leads nowhere');
  const next = new URL(location, url);
  next.hash = '';
  const turnsToGet = status === 303 ? method !== 'HEAD' : status !== 307 && status !== 308 && method === 'POST';
  const isElsewhere = next.origin !== url.origin || (url.protocol === 'https:' && next.protocol === 'http:');
  const carried = isElsewhere ? { headers: withoutSecrets(headers), tls: withoutIdentity(tls) } : { headers, tls };
  return turnsToGet
    ? { url: next, method: 'GET', headers: withoutBody(carried.headers), body: undefined, tls: carried.tls }
    : { url: next, method, ...carried, body };
}

/** A certificate of ours is shown to the origin it was meant for, and nowhere else. */
function withoutIdentity({ cert, key, ...tls }: EgressTls): EgressTls {
  return tls;
}

const failureOf = (error: unknown, phase: EgressPhase): EgressError =>
  error instanceof EgressError ? error : new EgressError('protocol', protocolMessage(error), phase, { cause: error });

const timeoutMessage = (phase: EgressPhase): string =>
  phase === 'first byte' || phase === 'body' ? 'no complete answer in time' : 'connection timed out';

const PROTOCOL_MESSAGES: Readonly<Record<string, string>> = {
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'no complete answer in time',
  UND_ERR_HEADERS_OVERFLOW: 'the headers of the answer are too long',
  UND_ERR_SOCKET: 'the connection was closed before the answer was complete',
};

function protocolMessage(error: unknown): string {
  if (error instanceof errors.HTTPParserError) return 'the answer is not HTTP';
  return PROTOCOL_MESSAGES[String((error as { code?: unknown } | null)?.code)] ?? 'the request failed';
}
