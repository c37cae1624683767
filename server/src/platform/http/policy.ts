import { type Permission } from '@clarion/contract';
import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Actor } from './actor.js';

/** Who may call a route. Every route states one; a route without fails the start. @see reliability SEC-01 */
export type RoutePolicy =
  { readonly kind: 'public'; readonly identify: boolean } | { readonly kind: 'requires'; readonly permissions: readonly Permission[] };

export const ROUTE_POLICY = Symbol('route-policy');

/**
 * Anybody may call it.
 * @param options.identify `true` resolves a session or key that was sent, so that `@CurrentActor()` knows who is there
 */
export const Public = (options: { identify?: boolean } = {}): MethodDecorator & ClassDecorator =>
  SetMetadata<symbol, RoutePolicy>(ROUTE_POLICY, { kind: 'public', identify: options.identify ?? false });

/** The actor must hold all of these permissions; without any, being signed in is enough. */
export const Requires = (...permissions: readonly Permission[]): MethodDecorator & ClassDecorator =>
  SetMetadata<symbol, RoutePolicy>(ROUTE_POLICY, { kind: 'requires', permissions });

const actors = new WeakMap<object, Actor>();

/** Remembers who a request turned out to be; the guard calls it. */
export const setActor = (request: FastifyRequest, actor: Actor): void => void actors.set(request, actor);

/**
 * Who a request is; known once the guard has run.
 * @throws Error before that
 */
export function actorOf(request: FastifyRequest): Actor {
  const actor = actors.get(request);
  if (actor === undefined) throw new Error('The actor of a request is asked for before the guard has run');
  return actor;
}

/** The actor, if the guard got as far as finding one. */
export const knownActorOf = (request: FastifyRequest): Actor | undefined => actors.get(request);

/** Parameter of a handler: the actor. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor =>
  actorOf(context.switchToHttp().getRequest()),
);

/** How the body of a route is read. */
export interface BodyPolicy {
  /** Bytes; the default is `BODY_SIZE_LIMIT`. @see reliability SEC-14 */
  readonly limit?: number;
  /** `json`: parsed (default) · `raw`: a Buffer · `stream`: unread, the handler reads it itself. */
  readonly format?: 'json' | 'raw' | 'stream';
  /** A JSON body may be left out; the handler then gets `{}`. */
  readonly isOptional?: boolean;
}

export const BODY_POLICY = Symbol('body-policy');
const bodyPolicy =
  (part: BodyPolicy): MethodDecorator =>
  (target, key, descriptor) => {
    const handler = descriptor.value as object;
    const known = (Reflect.getMetadata(BODY_POLICY, handler) as BodyPolicy | undefined) ?? {};
    return SetMetadata<symbol, BodyPolicy>(BODY_POLICY, { ...known, ...part })(target, key, descriptor) as void;
  };

/** Most bytes of this route's body. */
export const BodyLimit = (bytes: number): MethodDecorator => bodyPolicy({ limit: bytes });
/** `@Body()` is the unparsed Buffer: signatures, forms, XML. */
export const RawBody = (): MethodDecorator => bodyPolicy({ format: 'raw' });
/** The body stays an unread stream on `request.body`; for uploads and imports. */
export const StreamBody = (): MethodDecorator => bodyPolicy({ format: 'stream' });
/** The JSON body may be left out. */
export const OptionalBody = (): MethodDecorator => bodyPolicy({ isOptional: true });

export const UNAUDITED = Symbol('unaudited');
/** A route that takes an unsafe method and changes nothing worth an audit row. @param reason shown in the route inventory */
export const Unaudited = (reason: string): MethodDecorator & ClassDecorator => SetMetadata(UNAUDITED, reason);
