import { Component, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { SettingCard } from '../settings/setting-card.js';
import { SiteEditor } from '../settings/site-editor.js';
import { ImageUpload } from '../ui/image-upload/image-upload.js';

/** The pictures that stand for the site. */
@Component({
  selector: 'app-images-card',
  imports: [FormField, ImageUpload, SettingCard],
  template: `
    <app-setting-card name="images" lead="PNG, JPEG, WebP or HEIC, at most 2 MiB. They are stored anew, small and without metadata.">
      <div class="stack">
        <app-image-upload label="Logo" purpose="default" hint="Beside the name, at most 256 pixels." [formField]="site.logo" />
        <app-image-upload label="Favicon" purpose="favicon" hint="In the tab, 64 pixels." [formField]="site.favicon" />
        <app-image-upload
          label="Social image"
          purpose="site_social"
          hint="Where somebody shares a link, 640 × 320 pixels; a page may have its own."
          [formField]="site.socialPreviewImage"
        />
      </div>
    </app-setting-card>
  `,
})
export class ImagesCard {
  protected readonly site = inject(SiteEditor).site;
}
