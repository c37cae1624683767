import { InjectionToken } from '@angular/core';

/**
 * Path the product is served under, with a slash at both ends: `/` or `/status/`.
 * The bundle lies in `{base}/manage/`, so its own address tells the base and the page needs no `<base>` (which our CSP refuses).
 */
export const APP_BASE = new InjectionToken<string>('APP_BASE', { factory: () => new URL('../', import.meta.url).pathname });
