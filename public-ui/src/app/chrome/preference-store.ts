import { canonicalLocale, zoneOffset } from '@clarion/i18n';
import { computed, inject, Service, signal } from '@angular/core';

import { SnapshotSource } from '../live/snapshot-source';
import { SnapshotStore } from '../state/snapshot-store';
import { Dictionaries } from '../text/dictionaries';
import { Texts } from '../text/texts';
import { Analytics } from './analytics';
import { Browser } from './browser';

export type Theme = 'system' | 'light' | 'dark';

const COOKIES = { zone: 'clarion_tz', locale: 'localLang', theme: 'clarion_theme' } as const;
/** Where older pages kept the choice. @see pages-site §8 */
const STORED_LOCALE = 'kener_preferred_locale';

/** What a visitor chose for themselves. It lives in cookies, so that the server draws the next page right the first time. */
@Service()
export class PreferenceStore {
  private readonly store = inject(SnapshotStore);
  private readonly source = inject(SnapshotSource);
  private readonly browser = inject(Browser);
  private readonly texts = inject(Texts);
  private readonly dictionaries = inject(Dictionaries);
  private readonly analytics = inject(Analytics);

  private readonly picked = signal<Theme | null>(null);
  /** Before a choice the select shows the site's default, which is what the server drew. */
  readonly theme = computed<Theme>(() => this.picked() ?? this.store.site().theme);

  /** Languages to choose from; none when there is only one. */
  readonly locales = computed(() => this.store.site().locales ?? []);

  private readonly isListed = signal(false);
  /** UTC and this page's zone until the menu is opened; working out four hundred offsets is not for the first paint. */
  readonly zones = computed(() => {
    if (!this.isListed()) return [{ zone: 'UTC', label: 'UTC' }];
    const at = this.store.snapshot().generatedAt;
    const own = this.browser.timeZone();
    const plain = (zone: string): string => (zone === 'UTC' ? zone : `${zone.replaceAll('_', ' ')} (${zoneOffset(zone, at)})`);
    const label = (zone: string): string =>
      zone === own ? this.texts.say('preferences.zone.browser', { zone: plain(zone) }) : plain(zone);
    const names = ['UTC', own, ...this.browser.timeZones().filter((zone) => zone !== own && zone !== 'UTC')];
    return [...new Set(names)].map((zone) => ({ zone, label: label(zone) }));
  });

  /** Takes over what the script in the head has already applied. */
  adopt(): void {
    const theme = this.browser.root().dataset['theme'];
    if (theme === 'light' || theme === 'dark' || theme === 'system') this.picked.set(theme);
  }

  listZones(): void {
    this.isListed.set(true);
  }

  pickTheme(theme: Theme): void {
    this.picked.set(theme);
    this.browser.root().dataset['theme'] = theme;
    this.browser.setCookie(COOKIES.theme, theme, this.cookiePath());
    this.analytics.tell('status_theme_changed', { theme });
  }

  /** @returns whether the page now speaks of the new zone */
  async pickZone(timeZone: string): Promise<boolean> {
    if (!(await this.source.refresh({ timeZone }))) return false;
    this.browser.setCookie(COOKIES.zone, timeZone, this.cookiePath());
    return true;
  }

  /** @returns whether the page now speaks that language */
  async pickLocale(locale: string): Promise<boolean> {
    const snapshot = this.store.snapshot();
    // Words and data are fetched side by side.
    const [isSpoken, isShown] = await Promise.all([this.dictionaries.ensure(locale, snapshot), this.source.refresh({ locale })]);
    if (!isSpoken || !isShown) return false;
    this.browser.setCookie(COOKIES.locale, locale, this.cookiePath());
    this.browser.keep(STORED_LOCALE, locale);
    return true;
  }

  /** A choice that was kept without a cookie, as older pages did, holds here too. */
  async followStoredLocale(): Promise<void> {
    const stored = this.browser.kept(STORED_LOCALE);
    const isChosen = this.browser.cookie(COOKIES.locale) !== null || new URLSearchParams(this.browser.search()).has('lang');
    if (stored === null || isChosen) return;
    const code = canonicalLocale(stored);
    const isOffered = this.locales().some((each) => each.code === code);
    if (isOffered && code !== this.store.locale()) await this.pickLocale(code);
  }

  /** A first visit was drawn in the site's zone; a visitor elsewhere gets theirs, and the cookie that makes the next visit right at once. */
  async followBrowserZone(): Promise<void> {
    const own = this.browser.timeZone();
    const isChosen = this.browser.cookie(COOKIES.zone) !== null || new URLSearchParams(this.browser.search()).has('tz');
    if (isChosen || !this.store.site().tzToggle || own === this.store.timeZone()) return;
    await this.pickZone(own);
  }

  private cookiePath(): string {
    return `${this.store.site().basePath}/`;
  }
}
