import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { actorTag } from '../http/actor.js';
import { knownActorOf } from '../http/policy.js';
import { type Log } from './log.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Where a request went, as a pattern. The address itself may hold a heartbeat's secret or a token. */
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? '(none)';

/** One line a request, after its answer. Reading pages is logged at `debug`: there is a lot of it. */
export function addAccessLog(instance: FastifyInstance, log: Log): void {
  instance.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    const actor = knownActorOf(request);
    const length = Number(reply.getHeader('content-length'));
    const fields = {
      request_id: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      duration_ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(Number.isFinite(length) ? { bytes: length } : {}),
      ...(actor === undefined ? {} : { actor: actorTag(actor) }),
    };
    if (reply.statusCode >= 500) log.warn('request', fields);
    else if (!SAFE.has(request.method) || (route.startsWith('/api') && reply.statusCode !== 304)) log.info('request', fields);
    else log.debug('request', fields);
    done();
  });
}
