import { HttpErrorResponse, type HttpInterceptorFn, type HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { APP_BASE } from './app-base.js';
import { CsrfToken } from './csrf-token.js';
import { SignInAgain } from './sign-in-again.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Calls that are about signing in answer 401 for reasons of their own. */
const ABOUT_SIGN_IN = /^\/api\/v4\/(session|setup)\b/;

/**
 * Puts the base path before `/api/v4/…`, sends the CSRF token with every unsafe method, and when the session has ended lets the
 * person sign in over the current screen and then repeats the call, so that nothing typed is lost.
 */
export const apiInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith('/api/')) return next(request);
  const base = inject(APP_BASE);
  const token = inject(CsrfToken);
  const again = inject(SignInAgain);
  const send = () => next(addressed(request, base, token.value()));
  return send().pipe(
    catchError((error: unknown) => {
      const ended = error instanceof HttpErrorResponse && error.status === 401 && !ABOUT_SIGN_IN.test(request.url);
      if (!ended) return throwError(() => error);
      return from(again.ask()).pipe(switchMap((signedIn) => (signedIn ? send() : throwError(() => error))));
    }),
  );
};

function addressed(request: HttpRequest<unknown>, base: string, csrfToken: string): HttpRequest<unknown> {
  const url = base + request.url.slice(1);
  return SAFE_METHODS.has(request.method) ? request.clone({ url }) : request.clone({ url, setHeaders: { 'X-CSRF-Token': csrfToken } });
}
