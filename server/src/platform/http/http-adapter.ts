import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Config } from '../config/config.js';
import { toErrorAnswer } from '../errors/error-body.js';
import { AppError } from '../errors/app-error.js';
import { addAccessLog } from '../logging/access-log.js';
import { type Log } from '../logging/log.js';
import { withRequestId } from '../logging/request-context.js';
import { stripBasePath } from './base-path.js';
import { answerPreflight, setSecurityHeaders } from './security-headers.js';

/** Bytes of the request line's address, of all headers. @see reliability SEC-14 */
const URL_LIMIT = 8 * 1024;
const HEADER_LIMIT = 16 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 65_000;
/** Streams may be 20,000 a process; beyond this a connection is closed at once. @see reliability REL-35, SEC-68 */
const CONNECTION_LIMIT = 22_000;
const REQUEST_ID = /^[\w.-]{8,64}$/;
/** A media type as RFC 9110 spells it. Others are dropped: the contract does not look at them, the framework would refuse them. */
const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+(\s*;\s*[\w!#$%&'*+.^`|~-]+=("[^"\\]*"|[\w!#$%&'*+.^`|~-]+))*\s*;?\s*$/;

/** A route as Fastify knows it: also those that no controller declares. */
export interface CollectedRoute {
  readonly method: string;
  readonly path: string;
}

const collected = new WeakMap<object, CollectedRoute[]>();

/** Every route of an instance so far, in the order of registration. */
export const collectedRoutes = (instance: object): readonly CollectedRoute[] => collected.get(instance) ?? [];

/** Fastify as the whole server needs it: limits, base path, ids, headers. Bodies stay unread; `BodyInterceptor` reads them. */
export function createHttpAdapter(config: Readonly<Config>, log: Log): FastifyAdapter {
  const adapter = new FastifyAdapter({
    skipMiddie: true, // there is no middleware: authentication is a guard, bound to handlers
    rewriteUrl: (request: IncomingMessage) => stripBasePath(request.url ?? '/', config.APP_BASE_PATH),
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, caseSensitive: true, maxParamLength: 2048 },
    trustProxy: proxyTrust(config.TRUST_PROXY),
    genReqId: (request: IncomingMessage) => {
      const given = config.TRUST_PROXY === undefined ? undefined : request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { maxHeaderSize: HEADER_LIMIT, headersTimeout: HEADERS_TIMEOUT_MS },
    forceCloseConnections: 'idle',
    frameworkErrors: (_error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      const { status, body } = toErrorAnswer(new AppError('BAD_REQUEST', 'The address is malformed'));
      void reply.code(status).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body));
    },
  });
  const instance = adapter.getInstance() as unknown as FastifyInstance;
  instance.server.maxConnections = CONNECTION_LIMIT;
  collectRoutes(instance);
  addRequestHooks(instance, config);
  addAccessLog(instance, log);
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  void instance.register(cookie);
  return adapter;
}

/** Hops are counted from the socket inwards; a list names the proxies themselves. */
function proxyTrust(trust: Config['TRUST_PROXY']): false | string[] | ((address: string, hop: number) => boolean) {
  if (trust === undefined) return false;
  return typeof trust === 'number' ? (_address, hop) => hop < trust : [...trust];
}

function collectRoutes(instance: FastifyInstance): void {
  const routes: CollectedRoute[] = [];
  collected.set(instance, routes);
  instance.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push({ method: each, path: url });
  });
}

function addRequestHooks(instance: FastifyInstance, config: Readonly<Config>): void {
  instance.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    setSecurityHeaders(reply, request.url, config);
    const type = request.raw.headers['content-type'];
    if (type !== undefined && !MEDIA_TYPE.test(type)) delete request.raw.headers['content-type'];
    if ((request.originalUrl ?? request.url).length > URL_LIMIT) {
      done(new AppError('BAD_REQUEST', `The address is longer than ${URL_LIMIT} bytes`));
      return;
    }
    if (answerPreflight(request, reply, config)) return;
    withRequestId(request.id, done);
  });
}
