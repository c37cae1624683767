import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import type { PagesResponse, PageSummary } from '../api/site.js';
import { SessionStore } from '../session/session-store.js';
import { SettingCard } from '../settings/setting-card.js';
import { SiteEditor } from '../settings/site-editor.js';
import { applyMove, type Move, type OrderedList } from '../ui/reorder/moves.js';
import { Reorder } from '../ui/reorder/reorder.js';

/** Whether pages know of each other, and in which order. */
@Component({
  selector: 'app-switcher-card',
  imports: [FormField, MatSlideToggle, Reorder, SettingCard],
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
          <app-reorder class="order" [list]="list()" [nameOf]="nameOf" [disabled]="!editor.canWrite" (moved)="move($event)">
            <ng-template let-item let-index="index">
              <span class="num muted">{{ index + 1 }}</span> {{ nameOf(item) }} <span class="muted small">{{ pathOf(item) }}</span>
            </ng-template>
          </app-reorder>
        }
      </div>
    </app-setting-card>
  `,
  styles: `
    p {
      margin: 4px 0 0 44px;
    }
    .order {
      overflow-wrap: anywhere;
    }
  `,
})
export class SwitcherCard {
  protected readonly editor = inject(SiteEditor);
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

  protected readonly list = computed<OrderedList>(() => ({
    id: 'switcher',
    label: 'Order of pages',
    items: this.pages().map(({ id }) => `page-${id}`),
  }));
  protected readonly nameOf = (item: string): string => this.find(item)?.page_title ?? item;
  protected readonly pathOf = (item: string): string => this.find(item)?.page_path ?? '';

  protected move(move: Move): void {
    const ids = applyMove([this.list()], move)[0]!.items.flatMap((item) => this.find(item)?.id ?? []);
    this.ordering.order().value.set(ids);
  }

  private find(item: string): PageSummary | undefined {
    return this.pages().find(({ id }) => item === `page-${id}`);
  }
}
