import { DOCUMENT, inject, Service } from '@angular/core';

const YEAR = 365 * 86_400;

/** The few things this page asks of the browser, in one place, so that tests can stand in for it. Not for use on the server. */
@Service()
export class Browser {
  private readonly document = inject(DOCUMENT);

  root(): HTMLElement {
    return this.document.documentElement;
  }

  search(): string {
    return this.document.location.search;
  }

  /** What the reader looks at, without choices that are theirs alone. */
  address(): string {
    const { origin, pathname, hash } = this.document.location;
    const query = new URLSearchParams(this.search());
    for (const own of ['theme', 'lang', 'tz', 'kiosk']) query.delete(own);
    return `${origin}${pathname}${query.size > 0 ? `?${query}` : ''}${hash}`;
  }

  open(address: string): void {
    this.document.location.assign(address);
  }

  /** Nothing slides for who asked that nothing does. */
  motion(): ScrollBehavior {
    const isLess = this.document.defaultView!.matchMedia?.('(prefers-reduced-motion: reduce)').matches;
    return isLess ? 'auto' : 'smooth';
  }

  canShare(): boolean {
    return typeof this.document.defaultView!.navigator.share === 'function';
  }

  /** @returns false when the reader thought better of it */
  async share(): Promise<boolean> {
    const data = { title: this.document.title, url: this.address() };
    return this.document.defaultView!.navigator.share(data).then(
      () => true,
      () => false,
    );
  }

  /** Whether somebody signed in to the dashboard with this browser; it proves nothing, it only shows the way. */
  isStaff(): boolean {
    return /(?:^|; )(?:__(?:Host|Secure)-)?clarion_staff=1/.test(this.document.cookie);
  }

  timeZone(): string {
    return new Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  timeZones(): readonly string[] {
    return Intl.supportedValuesOf('timeZone');
  }

  cookie(name: string): string | null {
    const pair = this.document.cookie.split('; ').find((entry) => entry.startsWith(`${name}=`));
    return pair === undefined ? null : decodeURIComponent(pair.slice(name.length + 1));
  }

  /** What this browser was asked to remember; null = nothing, or it does not. */
  kept(name: string): string | null {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  }

  keep(name: string, value: string): void {
    try {
      localStorage.setItem(name, value);
    } catch {
      // Storage is switched off: the cookie says it.
    }
  }

  forget(name: string): void {
    try {
      localStorage.removeItem(name);
    } catch {
      // Nothing was kept there.
    }
  }

  setCookie(name: string, value: string, path: string): void {
    this.document.cookie = `${name}=${encodeURIComponent(value)};path=${path};max-age=${YEAR};samesite=lax`;
  }
}
