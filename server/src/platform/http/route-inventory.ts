import { Injectable, type OnApplicationBootstrap, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal';
import { DiscoveryService, HttpAdapterHost, MetadataScanner, Reflector } from '@nestjs/core';
import { collectedRoutes } from './http-adapter.js';
import { BODY_POLICY, type BodyPolicy, ROUTE_POLICY, type RoutePolicy, UNAUDITED } from './policy.js';
import { RATE_LIMIT, type RateLimitRule } from './rate-limit-rule.js';

/** One door of the server. */
export interface RouteEntry {
  /** `GET`, or `ALL`. */
  readonly method: string;
  /** Pattern inside the base path, `/api/v4/monitors/:tag`. */
  readonly path: string;
  /** `public`, `signed in`, or the permissions. */
  readonly policy: string;
  readonly bodyLimit: number | null;
  readonly rateLimit: string | null;
  /** `yes`, `no: reason`, or null for routes that change nothing. */
  readonly audited: string | null;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

type Handler = (...args: unknown[]) => unknown;

const pathsOf = (metadata: unknown): string[] => [metadata ?? ''].flat().map(String);
const joined = (...parts: readonly string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .join('/')}`;
/** Nest writes `*name` and `{/*name}`, Fastify `*`. */
const asFastify = (path: string): string => path.replaceAll(/\{?\/\*\w*\}?/g, '/*').replaceAll(/\*\w+/g, '*');

function describePolicy(policy: RoutePolicy): string {
  if (policy.kind === 'public') return policy.identify ? 'public (identified)' : 'public';
  return policy.permissions.length === 0 ? 'signed in' : policy.permissions.join(' + ');
}

/**
 * Every route of the server with what guards it, collected from Nest's controllers and from Fastify itself.
 * The start fails when a handler states no policy, or a route exists that nobody declared. @see reliability SEC-01, SEC-02
 */
@Injectable()
export class RouteInventory implements OnApplicationBootstrap {
  private readonly declared = new Map<string, RouteEntry>();
  private found: RouteEntry[] | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly adapterHost: HttpAdapterHost,
  ) {}

  /** Declares routes that are no controller's, such as static files; call it before the start is over (`onModuleInit`). */
  declare(entries: readonly Pick<RouteEntry, 'method' | 'path'>[]): void {
    for (const { method, path } of entries) {
      this.declared.set(`${method} ${path}`, { method, path, policy: 'public', bodyLimit: null, rateLimit: null, audited: null });
    }
  }

  onApplicationBootstrap(): void {
    const known = new Set(this.entries().map(({ method, path }) => `${method} ${path}`));
    const isKnown = (method: string, path: string): boolean =>
      known.has(`${method} ${path}`) || known.has(`ALL ${path}`) || (method === 'HEAD' && known.has(`GET ${path}`));
    const strangers = collectedRoutes(this.adapterHost.httpAdapter.getInstance<object>()).filter(
      ({ method, path }) => !isKnown(method, path),
    );
    if (strangers.length > 0) {
      throw new Error(`Routes that nobody declared: ${strangers.map(({ method, path }) => `${method} ${path}`).join(', ')}`);
    }
  }

  /** All routes, sorted by path and method. @throws Error naming the handlers without a policy */
  entries(): readonly RouteEntry[] {
    return (this.found ??= this.collect());
  }

  /** Methods that some route of this path takes; empty when there is none. @param path without query */
  methodsFor(path: string): string[] {
    const methods = this.entries()
      .filter((entry) => !entry.path.includes('*') && matches(entry.path, path))
      .map(({ method }) => method);
    return [...new Set(methods)];
  }

  private collect(): RouteEntry[] {
    const open: string[] = [];
    const entries = [...this.declared.values()];
    for (const { metatype, instance } of this.discovery.getControllers()) {
      if (typeof metatype !== 'function' || instance === null) continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, Handler>;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name];
        const method = handler === undefined ? undefined : (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
        if (handler === undefined || method === undefined) continue;
        const policy = this.reflector.getAllAndOverride<RoutePolicy | undefined>(ROUTE_POLICY, [handler, metatype]);
        if (policy === undefined) open.push(`${metatype.name}.${name}`);
        else entries.push(...this.entriesOf(metatype, handler, RequestMethod[method] ?? 'ALL', policy));
      }
    }
    if (open.length > 0) throw new Error(`Handlers without @Requires(…) or @Public(): ${open.join(', ')}`);
    return entries.sort((a, b) => (a.path === b.path ? a.method.localeCompare(b.method) : a.path < b.path ? -1 : 1));
  }

  private *entriesOf(controller: object, handler: Handler, method: string, policy: RoutePolicy): Generator<RouteEntry> {
    const body = (Reflect.getMetadata(BODY_POLICY, handler) as BodyPolicy | undefined) ?? {};
    const rate = this.reflector.getAllAndOverride<RateLimitRule | undefined>(RATE_LIMIT, [handler, controller as never]);
    const unaudited = this.reflector.getAllAndOverride<string | undefined>(UNAUDITED, [handler, controller as never]);
    for (const base of pathsOf(Reflect.getMetadata(PATH_METADATA, controller))) {
      for (const path of pathsOf(Reflect.getMetadata(PATH_METADATA, handler))) {
        yield {
          method,
          path: asFastify(joined(base, path)),
          policy: describePolicy(policy),
          bodyLimit: SAFE.has(method) ? null : (body.limit ?? null),
          rateLimit: rate === undefined ? null : `${rate.name}: ${rate.limit} in ${rate.seconds} s per ${rate.per}`,
          audited: SAFE.has(method) || method === 'ALL' ? null : unaudited === undefined ? 'yes' : `no: ${unaudited}`,
        };
      }
    }
  }
}

/** Compares segment by segment; `:name` takes any one that is not empty. */
function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/').filter((part) => part !== '');
  const given = path.split('/').filter((part) => part !== '');
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith(':') || part === given[index]);
}
