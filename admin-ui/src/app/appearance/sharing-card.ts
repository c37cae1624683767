import { Component, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { SettingCard } from '../settings/setting-card.js';
import { SiteEditor } from '../settings/site-editor.js';

/** What visitors may take with them. */
@Component({
  selector: 'app-sharing-card',
  imports: [FormField, MatSlideToggle, SettingCard],
  template: `
    <app-setting-card name="sharing" lead="What is switched off is not offered any more; addresses somebody uses already keep working.">
      <div class="stack">
        <mat-slide-toggle [formField]="menu.showShareBadgeMonitor">Offer badges of monitors</mat-slide-toggle>
        <mat-slide-toggle [formField]="menu.showShareEmbedMonitor">Offer embeds of monitors</mat-slide-toggle>
        <mat-slide-toggle [formField]="menu.showRssFeed">Offer feeds</mat-slide-toggle>
      </div>
    </app-setting-card>
  `,
})
export class SharingCard {
  protected readonly menu = inject(SiteEditor).site.subMenuOptions;
}
