import { LOCALES } from '@clarion/i18n';
import { Component, computed, inject } from '@angular/core';

import { Freshness } from '../live/freshness';
import { SnapshotStore } from '../state/snapshot-store';
import { Texts } from '../text/texts';
import { Analytics } from './analytics';
import { PreferenceStore, type Theme } from './preference-store';

/** Theme, time zone and language as native menus. Zone and language form a GET form, which is how they work without script. */
@Component({
  selector: 'app-preferences',
  templateUrl: './preferences.html',
  host: { class: 'preferences' },
})
export class Preferences {
  protected readonly texts = inject(Texts);
  protected readonly store = inject(SnapshotStore);
  protected readonly freshness = inject(Freshness);
  protected readonly chosen = inject(PreferenceStore);
  private readonly analytics = inject(Analytics);

  protected readonly locales = Object.entries(LOCALES).map(([code, { name }]) => ({ code, name }));
  protected readonly themes = [
    { value: 'system', key: 'preferences.theme.system' },
    { value: 'light', key: 'preferences.theme.light' },
    { value: 'dark', key: 'preferences.theme.dark' },
  ] as const satisfies readonly { value: Theme; key: string }[];

  protected readonly zones = computed(() => {
    const current = this.store.timeZone();
    const all = this.chosen.zones();
    return all.some(({ zone }) => zone === current) ? all : [{ zone: current, label: current }, ...all];
  });

  protected pickTheme(event: Event): void {
    this.chosen.pickTheme((event.target as HTMLSelectElement).value as Theme);
  }

  protected async pickZone(event: Event): Promise<void> {
    const select = event.target as HTMLSelectElement;
    if (await this.chosen.pickZone(select.value)) this.analytics.tell('status_time_zone_changed');
    else select.value = this.store.timeZone();
  }

  protected async pickLocale(event: Event): Promise<void> {
    const select = event.target as HTMLSelectElement;
    if (await this.chosen.pickLocale(select.value)) this.analytics.tell('status_language_changed', { language: select.value });
    else select.value = this.store.locale();
  }
}
