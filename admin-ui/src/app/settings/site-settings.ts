import { Component, inject } from '@angular/core';
import type { HoldsUnsavedWork } from '../platform/unsaved.js';
import { AnalyticsCard } from './analytics-card.js';
import { FormatsCard } from './formats-card.js';
import { IdentityCard } from './identity-card.js';
import { LanguagesCard } from './languages-card.js';
import { LegacyCard } from './legacy-card.js';
import { SeoCard } from './seo-card.js';
import { SettingsFrame } from './settings-frame.js';
import { SettingsSearch } from './settings-search.js';
import { SiteEditor } from './site-editor.js';
import { SitePreview } from './site-preview.js';
import { SubscriptionsCard } from './subscriptions-card.js';
import { MaintenanceNoticesCard, RetentionCard } from './telling-cards.js';

/** What the site is, speaks, keeps and tells. */
@Component({
  selector: 'app-site-settings',
  imports: [
    ...[AnalyticsCard, FormatsCard, IdentityCard, LanguagesCard, LegacyCard, MaintenanceNoticesCard, RetentionCard, SeoCard],
    ...[SettingsFrame, SubscriptionsCard],
  ],
  providers: [SiteEditor, SitePreview, SettingsSearch],
  template: `
    <app-settings-frame
      heading="Site settings"
      lead="Name and address, languages, what search engines and analytics get, what is kept and told."
    >
      <app-identity-card />
      <app-languages-card />
      <app-formats-card />
      <app-seo-card />
      <app-analytics-card />
      <app-retention-card />
      <app-maintenance-notices-card />
      <app-subscriptions-card />
      <app-legacy-card />
    </app-settings-frame>
  `,
})
export class SiteSettings implements HoldsUnsavedWork {
  private readonly editor = inject(SiteEditor);

  constructor() {
    inject(SettingsSearch).area.set('settings');
  }

  isDirty(): boolean {
    return this.editor.isDirty();
  }

  save(): Promise<boolean> {
    return this.editor.save();
  }
}
