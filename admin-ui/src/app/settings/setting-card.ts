import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '../ui/icon.js';
import { SETTINGS_CARDS, type SettingsCard } from './cards.js';
import { SettingsSearch } from './settings-search.js';
import { KEY_WORDS, type SiteKey } from './site-draft.js';
import { SiteEditor } from './site-editor.js';

/** A card of settings: its heading, its fields, and which of its settings are not the default any more. */
@Component({
  selector: 'app-setting-card',
  imports: [Icon, MatButton],
  template: `
    <section class="card card-body" tabindex="-1" [id]="card().id" [attr.aria-labelledby]="card().id + '-heading'">
      <header>
        <h2 [id]="card().id + '-heading'">{{ card().heading }}</h2>
        @if (lead(); as text) {
          <p class="muted small">{{ text }}</p>
        }
      </header>
      <ng-content />
      @if (own().length > 0) {
        <ul class="own small" [attr.aria-label]="'Changed from default: ' + card().heading">
          @for (key of own(); track key) {
            <li>
              <app-icon name="edit" /><span>{{ words[key] }}: changed from default</span>
              @if (editor.canWrite) {
                <button matButton type="button" (click)="editor.resetKey(key)">
                  Reset to default<span class="visually-hidden"> for {{ words[key] }}</span>
                </button>
              }
            </li>
          }
        </ul>
      }
    </section>
  `,
  styles: `
    :host {
      display: block;
    }
    :host(.absent) {
      display: none;
    }
    section {
      scroll-margin-block-start: 210px;
    }
    header {
      margin-block-end: 16px;
    }
    .own {
      display: flex;
      flex-wrap: wrap;
      gap: 0 16px;
      margin-block: 16px -8px;
      padding-block-start: 8px;
      border-block-start: 1px solid var(--line);
      color: var(--muted);
    }
    li {
      display: flex;
      align-items: center;
      gap: 6px;
    }
    li app-icon {
      inline-size: 16px;
      block-size: 16px;
    }
  `,
  host: { '[class.absent]': '!search.shows(card().id)' },
})
export class SettingCard {
  /** Its anchor. */
  readonly name = input.required<string>();
  readonly lead = input('');
  protected readonly editor = inject(SiteEditor);
  protected readonly search = inject(SettingsSearch);
  protected readonly words = KEY_WORDS;
  protected readonly card = computed<SettingsCard>(() => SETTINGS_CARDS.find(({ id }) => id === this.name())!);
  protected readonly own = computed<readonly SiteKey[]>(() => this.card().keys.filter((key) => this.editor.ownKeys().has(key)));
}
