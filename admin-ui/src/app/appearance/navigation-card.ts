import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, computed, inject, linkedSignal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatTooltip } from '@angular/material/tooltip';
import { focusLater } from '../monitors/form/fields/focus-later.js';
import { SettingCard } from '../settings/setting-card.js';
import { SiteEditor } from '../settings/site-editor.js';
import { FieldErrors } from '../ui/field-errors.js';
import { Icon } from '../ui/icon.js';
import { ImageUpload } from '../ui/image-upload/image-upload.js';
import { applyMove, type Move, type OrderedList } from '../ui/reorder/moves.js';
import { Reorder } from '../ui/reorder/reorder.js';
import { TranslationDialogs } from '../ui/translations/translations.js';

/** The links in the head of every public page, in their order. */
@Component({
  selector: 'app-navigation-card',
  imports: [
    ...[FieldErrors, FormField, Icon, ImageUpload, MatButton, MatError, MatFormField, MatIconButton, MatInput, MatLabel, MatTooltip],
    ...[Reorder, SettingCard],
  ],
  template: `
    <app-setting-card name="navigation" lead="Links in the head of every public page. Alt and the arrow keys move the link you are in.">
      <app-reorder
        isTall
        [list]="list()"
        [nameOf]="nameOf"
        [disabled]="!editor.canWrite"
        emptyWords="No links: only the logo and the menus stand there."
        (moved)="move($event)"
      >
        <ng-template let-key let-index="index">
          @if (links[index]; as link) {
            <div class="link">
              <div class="fields">
                <mat-form-field class="half">
                  <mat-label>Name of link {{ index + 1 }}</mat-label>
                  <input matInput class="name" autocomplete="off" [formField]="link.name" />
                  <mat-error><app-field-errors [field]="link.name()" /></mat-error>
                </mat-form-field>
                <mat-form-field class="half">
                  <mat-label>Address of link {{ index + 1 }}</mat-label>
                  <input matInput autocomplete="off" spellcheck="false" placeholder="https:// or /…" [formField]="link.url" />
                  <mat-error><app-field-errors [field]="link.url()" /></mat-error>
                </mat-form-field>
                <app-image-upload purpose="nav" hint="Optional." [label]="'Icon of link ' + (index + 1)" [formField]="link.iconURL" />
              </div>
              @if (editor.canWrite) {
                <button matIconButton type="button" matTooltip="Remove" [attr.aria-label]="'Remove ' + nameOf(key)" (click)="remove(key)">
                  <app-icon name="trash" />
                </button>
              }
            </div>
          }
        </ng-template>
      </app-reorder>
      @if (editor.canWrite) {
        <div class="row">
          <button matButton class="add" type="button" (click)="add()"><app-icon matButtonIcon name="plus" />Add a link</button>
          <button matButton type="button" (click)="translations.openTranslations('nav', 0, 'Navigation')">
            <app-icon matButtonIcon name="globe" />Translations
          </button>
        </div>
      }
    </app-setting-card>
  `,
  styles: `
    .link {
      display: flex;
      gap: 8px;
    }
    .fields {
      flex: 1;
      min-inline-size: 0;
    }
    .row {
      margin-block-start: 8px;
    }
  `,
})
export class NavigationCard {
  protected readonly editor = inject(SiteEditor);
  protected readonly translations = inject(TranslationDialogs);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly focusIn = focusLater();
  protected readonly links = this.editor.site.nav;
  private made = 0;
  /** Names for the rows of the screen alone, so that each is known while it moves; links that are loaded anew may take those of others. */
  private readonly keys = linkedSignal<number, readonly string[]>({
    source: () => this.links().value().length,
    computation: (count, previous) => {
      const kept = previous?.value.slice(0, count) ?? [];
      return [...kept, ...Array.from({ length: count - kept.length }, () => `link-${(this.made += 1)}`)];
    },
  });
  protected readonly list = computed<OrderedList>(() => ({ id: 'links', label: 'Links', items: this.keys() }));
  protected readonly nameOf = (key: string): string => {
    const index = this.keys().indexOf(key);
    return this.editor.draft().nav[index]?.name.trim() || `link ${index + 1}`;
  };

  protected add(): void {
    this.links().value.update((links) => [...links, { name: '', url: '', iconURL: '' }]);
    this.focusIn((host) => [...host.querySelectorAll<HTMLElement>('.name')].at(-1));
  }

  protected remove(key: string): void {
    const [index, name] = [this.keys().indexOf(key), this.nameOf(key)];
    this.keys.update((keys) => keys.filter((each) => each !== key));
    this.links().value.update((links) => links.filter((_, at) => at !== index));
    void this.announcer.announce(`Removed ${name}`);
    this.focusIn((host) => host.querySelector<HTMLElement>('.add'));
  }

  protected move(move: Move): void {
    const before = this.keys();
    const after = applyMove([this.list()], move)[0]!.items;
    this.keys.set(after);
    this.links().value.update((links) => after.map((key) => links[before.indexOf(key)]!));
  }
}
