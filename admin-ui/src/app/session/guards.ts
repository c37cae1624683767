import { inject } from '@angular/core';
import { RedirectCommand, Router, type CanActivateFn } from '@angular/router';
import type { Permission } from '@clarion/contract';
import { SessionStore } from './session-store.js';

/** Lets signed-in people in; others go to the wizard while there is no owner, else to sign-in, which leads back here. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const session = inject(SessionStore);
  const router = inject(Router);
  try {
    await session.ready();
  } catch {
    return new RedirectCommand(router.parseUrl('/manage/unreachable'), { skipLocationChange: true });
  }
  if (session.session()) return true;
  if (session.needsSetup()) return router.parseUrl('/manage/setup');
  return router.createUrlTree(['/account/signin'], { queryParams: { returnTo: state.url } });
};

/** Keeps the address and shows what is missing instead of the screen. */
export const requires =
  (...permissions: readonly Permission[]): CanActivateFn =>
  async (_route, state) =>
    letIn(state.url, (can) => permissions.find((permission) => !can(permission)));

/** The same for a screen that shows each person their part of it: one of these is enough, and the first is named where there is none. */
export const requiresAny =
  (first: Permission, ...others: readonly Permission[]): CanActivateFn =>
  async (_route, state) =>
    letIn(state.url, (can) => ([first, ...others].some(can) ? undefined : first));

/** @param missingFor names what is missing; undefined = nothing */
async function letIn(
  url: string,
  missingFor: (can: (permission: Permission) => boolean) => Permission | undefined,
): Promise<true | RedirectCommand> {
  const session = inject(SessionStore);
  const router = inject(Router);
  // Guards of one route run side by side: the session may still be on its way.
  await session.ready();
  const missing = missingFor((permission) => session.can(permission));
  if (missing === undefined) return true;
  const tree = router.createUrlTree(['/manage/forbidden'], { queryParams: { permission: missing, from: url } });
  return new RedirectCommand(tree, { skipLocationChange: true });
}

/** Where to go after sign-in: a path of the dashboard, never another site. */
export function safeReturnTo(text: string | null): string {
  if (!text || !/^\/(manage|account)(\/|\?|$)/.test(text) || text.includes('\\')) return '/manage/overview';
  return /^\/account\/signin/.test(text) ? '/manage/overview' : text;
}
