import { isLocale, zoneOffset } from '@clarion/i18n';
import { computed, inject, Service, signal } from '@angular/core';

import { SnapshotSource } from '../live/snapshot-source';
import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import { Analytics } from './analytics';
import { Browser } from './browser';

export type Theme = 'system' | 'light' | 'dark';

const COOKIES = { zone: 'clarion_tz', locale: 'clarion_lang', theme: 'clarion_theme' } as const;

/** What a visitor chose for themselves. It lives in cookies, so that the server draws the next page right the first time. */
@Service()
export class PreferenceStore {
  private readonly store = inject(SnapshotStore);
  private readonly source = inject(SnapshotSource);
  private readonly browser = inject(Browser);
  private readonly texts = inject(Texts);
  private readonly analytics = inject(Analytics);

  private readonly picked = signal<Theme | null>(null);
  /** Before a choice the select shows the site's default, which is what the server drew. */
  readonly theme = computed<Theme>(() => this.picked() ?? this.store.site().theme);

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

  async pickLocale(locale: string): Promise<boolean> {
    if (!isLocale(locale) || !(await this.source.refresh({ locale }))) return false;
    this.browser.setCookie(COOKIES.locale, locale, this.cookiePath());
    this.browser.root().lang = locale;
    return true;
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
