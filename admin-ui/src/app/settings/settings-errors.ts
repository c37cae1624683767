import { afterNextRender, Component, computed, inject, Injector } from '@angular/core';
import type { FieldTree, ReadonlyFieldTree } from '@angular/forms/signals';
import { Icon } from '../ui/icon.js';
import { SettingsSearch } from './settings-search.js';
import { KEY_WORDS, SITE_KEYS } from './site-draft.js';
import { SiteEditor } from './site-editor.js';

/** Everything that keeps settings from being saved; each line leads to its field. */
@Component({
  selector: 'app-settings-errors',
  imports: [Icon],
  template: `
    <app-icon name="warning" />
    <div>
      <h2>{{ lines().length === 1 ? 'One thing needs your attention' : lines().length + ' things need your attention' }}</h2>
      <ul>
        @for (line of lines(); track $index) {
          <li>
            <button type="button" (click)="goTo(line.error.fieldTree)">{{ line.words }}</button>: {{ line.error.message }}
          </li>
        }
      </ul>
    </div>
  `,
  styleUrl: '../ui/error-summary.scss',
  host: { role: 'alert' },
})
export class SettingsErrors {
  private readonly editor = inject(SiteEditor);
  private readonly injector = inject(Injector);
  private readonly search = inject(SettingsSearch);
  protected readonly lines = computed(() =>
    SITE_KEYS.flatMap((key) =>
      (this.editor.site[key] as unknown as FieldTree<unknown>)()
        .errorSummary()
        .map((error) => ({ error, words: KEY_WORDS[key] })),
    ),
  );

  /** The card of the field may be filtered out at the moment. */
  protected goTo(field: ReadonlyFieldTree<unknown>): void {
    this.search.query.set('');
    afterNextRender(() => field().focusBoundControl(), { injector: this.injector });
  }
}
