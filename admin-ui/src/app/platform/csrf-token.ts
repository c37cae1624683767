import { Service, signal } from '@angular/core';

/** The CSRF token of the current session, or of the visit before sign-in; kept in memory only. */
@Service()
export class CsrfToken {
  readonly value = signal('');
}
