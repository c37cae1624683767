import { Component, inject } from '@angular/core';
import { SettingCard } from '../settings/setting-card.js';
import { SiteEditor } from '../settings/site-editor.js';
import { ImageField } from './image-field.js';

/** The pictures that stand for the site. */
@Component({
  selector: 'app-images-card',
  imports: [ImageField, SettingCard],
  template: `
    <app-setting-card name="images" lead="PNG, JPEG, WebP or HEIC, at most 2 MiB. They are stored anew, small and without metadata.">
      <div class="stack">
        <app-image-field label="Logo" purpose="default" hint="Beside the name, at most 256 pixels." [field]="site.logo" />
        <app-image-field label="Favicon" purpose="favicon" hint="In the tab, 64 pixels." [field]="site.favicon" />
        <app-image-field
          label="Social image"
          purpose="site_social"
          hint="Where somebody shares a link, 640 × 320 pixels; a page may have its own."
          [field]="site.socialPreviewImage"
        />
      </div>
    </app-setting-card>
  `,
})
export class ImagesCard {
  protected readonly site = inject(SiteEditor).site;
}
