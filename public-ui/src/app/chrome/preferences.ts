import { Component, computed, inject } from '@angular/core';

import { Announcer } from '../live/announcer';
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
  private readonly announcer = inject(Announcer);
  private readonly analytics = inject(Analytics);

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
    const language = select.selectedOptions[0]?.label ?? select.value;
    if (await this.chosen.pickLocale(select.value)) {
      this.announcer.note(this.texts.say('preferences.languageChanged', { language }));
      this.analytics.tell('status_language_changed', { language: select.value });
    } else select.value = this.store.locale();
  }
}
