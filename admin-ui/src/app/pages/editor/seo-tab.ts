import { Component, computed, inject } from '@angular/core';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { APP_BASE } from '../../platform/app-base.js';
import { ImageUpload } from '../../ui/image-upload/image-upload.js';
import { ownAddress } from '../../ui/image-upload/image-file.js';
import { pathWords } from '../page-words.js';
import { EditorStore } from './editor-store.js';
import { chosenAt, withChoice } from './settings-tree.js';
import { SiteValues } from './site-values.js';

const TITLE = 'meta_page_title';
const DESCRIPTION = 'meta_page_description';
const IMAGE = 'social_page_preview_image';
/** What search engines show of a description, more or less. */
const SHOWN_DESCRIPTION = 160;

/** What search engines and social media are told, with the card they make of it. */
@Component({
  selector: 'app-seo-tab',
  imports: [ImageUpload, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <div class="fields">
      <mat-form-field>
        <mat-label>Title</mat-label>
        <input
          #titleField
          matInput
          autocomplete="off"
          [disabled]="!canWrite"
          [placeholder]="usualTitle()"
          [value]="own().title"
          (input)="choose('title', titleField.value)"
        />
        <mat-hint>Empty: {{ usualTitle() }}</mat-hint>
      </mat-form-field>
      <mat-form-field>
        <mat-label>Description</mat-label>
        <textarea
          #descriptionField
          matInput
          rows="3"
          [disabled]="!canWrite"
          [placeholder]="usualDescription()"
          [value]="own().description"
          (input)="choose('description', descriptionField.value)"
        ></textarea>
        <mat-hint
          >{{ own().description.length }} characters; about {{ shownDescription }} are shown. Empty: what the site says, or header and
          sub-header.</mat-hint
        >
      </mat-form-field>
      <app-image-upload
        label="Image for social media"
        purpose="page_social"
        hint="1200 × 630 pixels fit best. The site’s image when there is none."
        [disabled]="!canWrite"
        [value]="own().image"
        (valueChange)="choose('image', $event)"
      />
    </div>
    <section aria-labelledby="card">
      <h3 id="card">What others see of it</h3>
      <div class="card-preview">
        <div class="picture">
          @if (picture(); as address) {
            <img alt="" [src]="address" />
          } @else {
            <span class="muted small">{{ own().image === '' ? 'No image' : 'An image of another site' }}</span>
          }
        </div>
        <div class="words">
          <p class="muted small">{{ host }}{{ address() }}</p>
          <p class="title">{{ title() }}</p>
          <p class="muted small description">{{ description() }}</p>
        </div>
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
    .card-preview {
      max-inline-size: 460px;
      overflow: hidden;
      border: 1px solid var(--line);
      border-radius: 12px;
      overflow-wrap: anywhere;
    }
    .picture {
      display: grid;
      place-items: center;
      aspect-ratio: 1200 / 630;
      background: var(--sunken);
    }
    img {
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
    }
    .words {
      padding: 12px 16px;
    }
    .title {
      font-weight: 560;
    }
    .description {
      display: -webkit-box;
      overflow: hidden;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
    }
  `,
})
export class SeoTab {
  private readonly store = inject(EditorStore);
  private readonly site = inject(SiteValues);
  private readonly base = inject(APP_BASE);
  protected readonly canWrite = this.store.canWrite;
  protected readonly host = location.host;
  protected readonly shownDescription = SHOWN_DESCRIPTION;
  protected readonly own = computed(() => {
    const { settings } = this.store.draft();
    const text = (path: string): string => {
      const value = chosenAt(settings, path);
      return typeof value === 'string' ? value : '';
    };
    return { title: text(TITLE), description: text(DESCRIPTION), image: text(IMAGE) };
  });
  protected readonly usualTitle = computed(() => {
    const name = this.site.textOf('siteName');
    const { title } = this.store.draft();
    return this.site.textOf('metaSiteTitle') || (name === '' ? title : `${title} - ${name}`);
  });
  protected readonly usualDescription = computed(() => {
    const { header, subheader } = this.store.draft();
    return this.site.textOf('metaSiteDescription') || [header, subheader].filter(Boolean).join('. ');
  });
  protected readonly title = computed(() => this.own().title.trim() || this.usualTitle());
  protected readonly description = computed(() => this.own().description.trim() || this.usualDescription());
  protected readonly picture = computed(() =>
    ownAddress(this.own().image || this.site.textOf('socialPreviewImage'), this.base, location.origin),
  );
  protected readonly address = computed(() => this.base.slice(0, -1) + pathWords(this.store.draft().path));

  protected choose(member: 'title' | 'description' | 'image', value: string): void {
    const path = { title: TITLE, description: DESCRIPTION, image: IMAGE }[member];
    this.store.draft.update((draft) => ({ ...draft, settings: withChoice(draft.settings, path, value === '' ? undefined : value) }));
  }
}
