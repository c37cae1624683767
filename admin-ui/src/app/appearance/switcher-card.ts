import { LiveAnnouncer } from '@angular/cdk/a11y';
import { httpResource } from '@angular/common/http';
import { Component, computed, ElementRef, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import type { PagesResponse } from '../api/site.js';
import { SessionStore } from '../session/session-store.js';
import { SettingCard } from '../settings/setting-card.js';
import { SiteEditor } from '../settings/site-editor.js';
import { moved, movedByKey } from './move.js';
import { MoveButtons } from './move-buttons.js';

/** Whether pages know of each other, and in which order. */
@Component({
  selector: 'app-switcher-card',
  imports: [FormField, MatSlideToggle, MoveButtons, SettingCard],
  template: `
    <app-setting-card name="switcher">
      <div class="stack">
        <div>
          <mat-slide-toggle [formField]="visibility.showSwitcher">Visitors may switch between pages</mat-slide-toggle>
          <p class="muted small">Shown as soon as there are two pages.</p>
        </div>
        <div>
          <mat-slide-toggle [formField]="visibility.forceExclusivity">Keep pages apart</mat-slide-toggle>
          <p class="muted small">
            No page leads to another, and each lists only the events of its own monitors. The switcher is hidden then.
          </p>
        </div>
        <div>
          <mat-slide-toggle [formField]="ordering.enabled">Choose the order of pages</mat-slide-toggle>
          <p class="muted small">Off: in the order in which they were made.</p>
        </div>
        @if (ordering.enabled().value() && pages().length > 0) {
          <ol aria-label="Order of pages">
            @for (page of pages(); track page.id) {
              <li>
                <span class="place num muted">{{ $index + 1 }}</span>
                <span class="ellipsis"
                  >{{ page.page_title }} <span class="muted small">{{ page.page_path }}</span></span
                >
                @if (editor.canWrite) {
                  <app-move-buttons [index]="$index" [count]="pages().length" [what]="page.page_title" (move)="move($index, $event)" />
                }
              </li>
            }
          </ol>
        }
      </div>
    </app-setting-card>
  `,
  styles: `
    ol {
      border-block-start: 1px solid var(--line);
    }
    li {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 44px;
      border-block-end: 1px solid var(--line);
    }
    .ellipsis {
      flex: 1;
    }
    .place {
      min-inline-size: 2ch;
    }
    p {
      margin: 4px 0 0 44px;
    }
  `,
  host: { '(keydown)': 'onKey($event)' },
})
export class SwitcherCard {
  protected readonly editor = inject(SiteEditor);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly announcer = inject(LiveAnnouncer);
  protected readonly visibility = this.editor.site.globalPageVisibilitySettings;
  protected readonly ordering = this.editor.site.pageOrderingSettings;
  private readonly canRead = inject(SessionStore).can('pages.read');
  private readonly stored = httpResource<PagesResponse>(() => (this.canRead ? '/api/v4/pages' : undefined));
  /** Those with a place first, the others by id, as visitors see them. */
  protected readonly pages = computed(() => {
    const order = this.ordering().value().order;
    const rank = (id: number): number => (order.includes(id) ? order.indexOf(id) : order.length);
    const pages = this.stored.hasValue() ? this.stored.value().pages : [];
    return [...pages].sort((a, b) => rank(a.id) - rank(b.id) || a.id - b.id);
  });

  protected move(from: number, to: number): void {
    const ids = this.pages().map(({ id }) => id);
    if (to < 0 || to >= ids.length) return;
    this.ordering.order().value.set(moved(ids, from, to));
    void this.announcer.announce(`Moved to position ${to + 1} of ${ids.length}`);
  }

  protected onKey(event: KeyboardEvent): void {
    const move = this.editor.canWrite ? movedByKey(event, this.host) : null;
    if (move === null) return;
    event.preventDefault();
    this.move(move.from, move.to);
  }
}
