import { Component, computed, inject } from '@angular/core';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { LAYOUT_STYLES, type LayoutStyle } from '@clarion/contract';
import { EditorStore } from './editor-store.js';
import { SettingChoice } from './setting-choice.js';
import { withChoice } from './settings-tree.js';
import { SiteValues } from './site-values.js';

const LAYOUT_WORDS = {
  'default-list': 'List',
  'default-grid': 'Grid',
  'compact-list': 'Compact list',
  'compact-grid': 'Tiles',
} as const satisfies Record<LayoutStyle, string>;

const LAYOUT_HINTS = {
  'default-list': 'One monitor below the other, with bars for every day.',
  'default-grid': 'Two columns, with bars for every day.',
  'compact-list': 'One line a monitor, without bars.',
  'compact-grid': 'Three columns of tiles, without bars.',
} as const satisfies Record<LayoutStyle, string>;

/** How the page shows what stands on it, and how far it looks back and ahead. */
@Component({
  selector: 'app-display-tab',
  imports: [MatButtonToggle, MatButtonToggleGroup, SettingChoice],
  template: `
    <section aria-labelledby="layout">
      <h3 id="layout">Layout</h3>
      <mat-button-toggle-group
        aria-labelledby="layout"
        hideSingleSelectionIndicator
        [value]="layout()"
        [disabled]="!store.canWrite"
        (change)="setLayout($event.value)"
      >
        @for (style of styles; track style) {
          <mat-button-toggle [value]="style">{{ words[style] }}</mat-button-toggle>
        }
      </mat-button-toggle-group>
      <p class="muted small">{{ hint() }}</p>
    </section>
    <section aria-labelledby="history">
      <h3 id="history">Days of history</h3>
      <div class="fields">
        <app-setting-choice class="half" label="On desktops" usual="As usual" path="monitor_status_history_days.desktop" />
        <app-setting-choice class="half" label="On phones" usual="As usual" path="monitor_status_history_days.mobile" />
      </div>
    </section>
    <section aria-labelledby="incidents">
      <h3 id="incidents">Incidents</h3>
      <div class="fields">
        <app-setting-choice class="half" label="Incidents" path="incidents.enabled" [shared]="shared()" />
        <app-setting-choice class="half" label="Ongoing" path="incidents.ongoing.show" [shared]="shared()" />
        <app-setting-choice class="half" label="Past" path="incidents.resolved.show" [shared]="shared()" />
        <app-setting-choice class="half" label="Most past incidents" path="incidents.resolved.max_count" [shared]="shared()" />
        <app-setting-choice class="half" label="Days back" path="incidents.resolved.days_in_past" [shared]="shared()" />
      </div>
    </section>
    <section aria-labelledby="maintenances">
      <h3 id="maintenances">Maintenances</h3>
      <div class="fields">
        <app-setting-choice class="half" label="Maintenances" path="include_maintenances.enabled" [shared]="shared()" />
        <app-setting-choice class="half" label="Ongoing" path="include_maintenances.ongoing.show" [shared]="shared()" />
        <app-setting-choice class="half" label="Upcoming" path="include_maintenances.ongoing.upcoming.show" [shared]="shared()" />
        <app-setting-choice class="half" label="Most upcoming" path="include_maintenances.ongoing.upcoming.max_count" [shared]="shared()" />
        <app-setting-choice
          class="half"
          label="Days ahead"
          path="include_maintenances.ongoing.upcoming.days_in_future"
          [shared]="shared()"
        />
        <app-setting-choice class="half" label="Past" path="include_maintenances.ongoing.past.show" [shared]="shared()" />
        <app-setting-choice class="half" label="Most past" path="include_maintenances.ongoing.past.max_count" [shared]="shared()" />
        <app-setting-choice class="half" label="Days back" path="include_maintenances.ongoing.past.days_in_past" [shared]="shared()" />
      </div>
    </section>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 24px;
    }
    h3 {
      margin-block-end: 10px;
      font-size: 0.9375rem;
    }
    p {
      margin-block-start: 6px;
    }
  `,
})
export class DisplayTab {
  protected readonly store = inject(EditorStore);
  private readonly site = inject(SiteValues);
  protected readonly styles = LAYOUT_STYLES;
  protected readonly words = LAYOUT_WORDS;
  protected readonly shared = computed(() => this.site.of('eventDisplaySettings'));
  protected readonly layout = computed(() => this.store.draft().settings.monitor_layout_style ?? 'default-list');
  protected readonly hint = computed(() => LAYOUT_HINTS[this.layout()]);

  protected setLayout(style: LayoutStyle): void {
    const { settings } = this.store.draft();
    // The usual one is chosen by choosing nothing, unless somebody has chosen it before.
    const isUsual = style === 'default-list' && this.store.stored()?.content.page_settings.monitor_layout_style === undefined;
    this.store.draft.update((draft) => ({ ...draft, settings: withChoice(settings, 'monitor_layout_style', isUsual ? undefined : style) }));
  }
}
