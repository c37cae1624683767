import { Component, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { HoldsUnsavedWork } from '../platform/unsaved.js';
import { SettingsFrame } from '../settings/settings-frame.js';
import { SettingsSearch } from '../settings/settings-search.js';
import { SiteEditor } from '../settings/site-editor.js';
import { SitePreview } from '../settings/site-preview.js';
import { ConfirmDialog, type Confirmation } from '../ui/confirm-dialog.js';
import { AnnouncementCard } from './announcement-card.js';
import { weakColours } from './colour-checks.js';
import { ColoursCard } from './colours-card.js';
import { CssCard } from './css-card.js';
import { EventsCard } from './events-card.js';
import { FontCard } from './font-card.js';
import { FooterCard } from './footer-card.js';
import { ImagesCard } from './images-card.js';
import { LivePreview } from './live-preview.js';
import { NavigationCard } from './navigation-card.js';
import { SharingCard } from './sharing-card.js';
import { SwitcherCard } from './switcher-card.js';
import { ThemeCard } from './theme-card.js';

/** How the public pages look, and what stands around them, beside a preview of it. */
@Component({
  selector: 'app-appearance',
  imports: [
    ...[AnnouncementCard, ColoursCard, CssCard, EventsCard, FontCard, FooterCard, ImagesCard, LivePreview, NavigationCard],
    ...[SettingsFrame, SharingCard, SwitcherCard, ThemeCard],
  ],
  providers: [SiteEditor, SitePreview, SettingsSearch],
  template: `
    <app-settings-frame
      heading="Appearance"
      lead="How your public pages look. Nobody sees a change before you save it."
      [hasAside]="editor.canWrite"
    >
      <app-colours-card />
      <app-theme-card />
      <app-font-card />
      <app-images-card />
      <app-announcement-card />
      <app-navigation-card />
      <app-events-card />
      <app-switcher-card />
      <app-sharing-card />
      <app-footer-card />
      <app-css-card />
      @if (editor.canWrite) {
        <app-live-preview aside />
      }
    </app-settings-frame>
  `,
})
export class Appearance implements HoldsUnsavedWork {
  private readonly dialog = inject(MatDialog);
  protected readonly editor = inject(SiteEditor);

  constructor() {
    inject(SettingsSearch).area.set('appearance');
    this.editor.beforeSave = async (draft, changed) => this.confirmWeak(weakColours(draft, changed));
  }

  isDirty(): boolean {
    return this.editor.isDirty();
  }

  save(): Promise<boolean> {
    return this.editor.save();
  }

  private async confirmWeak(weak: readonly string[]): Promise<boolean> {
    if (weak.length === 0) return true;
    const data: Confirmation = {
      heading: 'Save colours that are hard to see?',
      text: `Some visitors will not tell these from what is behind them: ${weak.join(', ')}. Each has a shade beside it that passes.`,
      action: 'Save anyway',
    };
    const dialog = this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '480px', data });
    return (await firstValueFrom(dialog.afterClosed())) === true;
  }
}
