import { LiveAnnouncer } from '@angular/cdk/a11y';
import { afterNextRender, Component, ElementRef, inject, Injector } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatTooltip } from '@angular/material/tooltip';
import { SettingCard } from '../settings/setting-card.js';
import { SiteEditor } from '../settings/site-editor.js';
import { FieldErrors } from '../ui/field-errors.js';
import { Icon } from '../ui/icon.js';
import { ImageUpload } from '../ui/image-upload/image-upload.js';
import { moved, movedByKey } from './move.js';
import { MoveButtons } from './move-buttons.js';

/** The links in the head of every public page, in their order. */
@Component({
  selector: 'app-navigation-card',
  imports: [
    ...[FieldErrors, FormField, Icon, ImageUpload, MatButton, MatError, MatFormField, MatIconButton, MatInput, MatLabel, MatTooltip],
    ...[MoveButtons, SettingCard],
  ],
  template: `
    <app-setting-card name="navigation" lead="Links in the head of every public page. Alt and the arrow keys move the link you are in.">
      <ol>
        @for (link of links; track $index) {
          <li>
            <div class="fields">
              <mat-form-field class="half">
                <mat-label>Name of link {{ $index + 1 }}</mat-label>
                <input matInput autocomplete="off" [formField]="link.name" />
                <mat-error><app-field-errors [field]="link.name()" /></mat-error>
              </mat-form-field>
              <mat-form-field class="half">
                <mat-label>Address of link {{ $index + 1 }}</mat-label>
                <input matInput autocomplete="off" spellcheck="false" placeholder="https:// or /…" [formField]="link.url" />
                <mat-error><app-field-errors [field]="link.url()" /></mat-error>
              </mat-form-field>
              <app-image-upload purpose="nav" hint="Optional." [label]="'Icon of link ' + ($index + 1)" [formField]="link.iconURL" />
            </div>
            @if (editor.canWrite) {
              <div class="tools">
                <app-move-buttons [index]="$index" [count]="links.length" [what]="nameOf($index)" (move)="move($index, $event)" />
                <button
                  matIconButton
                  type="button"
                  matTooltip="Remove"
                  [attr.aria-label]="'Remove ' + nameOf($index)"
                  (click)="remove($index)"
                >
                  <app-icon name="trash" />
                </button>
              </div>
            }
          </li>
        } @empty {
          <li class="muted">No links: only the logo and the menus stand there.</li>
        }
      </ol>
      @if (editor.canWrite) {
        <button matButton class="add" type="button" (click)="add()"><app-icon matButtonIcon name="plus" />Add a link</button>
      }
    </app-setting-card>
  `,
  styles: `
    li {
      display: flex;
      gap: 8px;
      padding-block: 14px;
      border-block-end: 1px solid var(--line);
    }
    li:first-child {
      padding-block-start: 0;
    }
    .fields {
      flex: 1;
      min-inline-size: 0;
    }
    .tools {
      display: flex;
      flex-direction: column;
      align-items: center;
    }
    .add {
      margin-block-start: 8px;
    }
  `,
  host: { '(keydown)': 'onKey($event)' },
})
export class NavigationCard {
  protected readonly editor = inject(SiteEditor);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  protected readonly links = this.editor.site.nav;

  protected nameOf(index: number): string {
    return this.editor.draft().nav[index]?.name.trim() || `link ${index + 1}`;
  }

  protected add(): void {
    this.links().value.update((links) => [...links, { name: '', url: '', iconURL: '' }]);
    this.focus(this.links().value().length - 1);
  }

  protected remove(index: number): void {
    const name = this.nameOf(index);
    this.links().value.update((links) => links.filter((_, at) => at !== index));
    void this.announcer.announce(`Removed ${name}`);
    afterNextRender(() => this.host.querySelector<HTMLElement>('.add')?.focus(), { injector: this.injector });
  }

  protected move(from: number, to: number): void {
    const count = this.links().value().length;
    if (to < 0 || to >= count) return;
    this.links().value.update((links) => moved(links, from, to));
    void this.announcer.announce(`Moved to position ${to + 1} of ${count}`);
  }

  protected onKey(event: KeyboardEvent): void {
    const move = this.editor.canWrite ? movedByKey(event, this.host) : null;
    if (move === null) return;
    event.preventDefault();
    if (move.to < 0 || move.to >= this.links().value().length) return;
    this.move(move.from, move.to);
    this.focus(move.to);
  }

  private focus(index: number): void {
    afterNextRender(() => this.host.querySelectorAll('li')[index]?.querySelector('input')?.focus(), { injector: this.injector });
  }
}
