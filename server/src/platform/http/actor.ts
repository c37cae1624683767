import { type Permission, PERMISSION_IDS } from '@clarion/contract';

/** Where a change came from: what the audit row keeps beside the actor. */
export interface RequestOrigin {
  /** Id of the request or job, printed in its log lines. */
  readonly requestId: string;
  /** Address of the client; forwarded ones only from trusted proxies. Null for work of our own. */
  readonly ip: string | null;
  readonly userAgent: string | null;
}

interface Identity extends RequestOrigin {
  /** What people read in the audit log: a name or an e-mail address, a key's name, a job's name. */
  readonly label: string;
  readonly permissions: ReadonlySet<Permission>;
}

/** A signed-in person. */
export interface UserActor extends Identity {
  readonly kind: 'user';
  readonly id: number;
  readonly sessionId: string;
  /** Unix seconds of the last proof of identity. @see reliability SEC-10 */
  readonly authenticatedAt: number;
}

/** A program with a key. */
export interface ApiKeyActor extends Identity {
  readonly kind: 'api_key';
  readonly id: number;
  /** An unscoped key: it covers the contract's routes and sees secrets there. @see reliability SEC-06 */
  readonly isUnscoped: boolean;
}

/** Ourselves: a job, a start-up step, the command line. */
export interface SystemActor extends Identity {
  readonly kind: 'system';
  readonly id: null;
}

/** Nobody we know, on a public route. */
export interface VisitorActor extends Identity {
  readonly kind: 'visitor';
  readonly id: null;
}

/** Who asks for a change. */
export type Actor = UserActor | ApiKeyActor | SystemActor | VisitorActor;

const ALL: ReadonlySet<Permission> = new Set(PERMISSION_IDS);
const NONE: ReadonlySet<Permission> = new Set();

/** The actor of our own work. @param name what does it, such as `retention` */
export const systemActor = (name: string, requestId = `${name}-${crypto.randomUUID()}`): SystemActor => ({
  kind: 'system',
  id: null,
  label: name,
  permissions: ALL,
  requestId,
  ip: null,
  userAgent: null,
});

/** The actor of an anonymous request. */
export const visitorActor = (origin: RequestOrigin): VisitorActor => ({
  kind: 'visitor',
  id: null,
  label: 'visitor',
  permissions: NONE,
  ...origin,
});

/** How the database's audit trigger and the log name an actor: `user:12`, `api_key:3`, `system:retention`, `visitor`. */
export function actorTag(actor: Actor): string {
  if (actor.kind === 'visitor') return 'visitor';
  return `${actor.kind}:${actor.kind === 'system' ? actor.label : actor.id}`;
}
