import { Component, computed, effect, inject, input } from '@angular/core';
import type { FieldTree } from '@angular/forms/signals';
import { MatIconButton } from '@angular/material/button';
import { FieldErrors } from '../../ui/field-errors.js';
import { Icon } from '../../ui/icon.js';
import { StatusMark } from '../../ui/status-mark.js';
import { focusLater } from './fields/focus-later.js';
import { Fold } from './fields/fold.js';
import { MonitorNames } from './fields/monitor-names.js';
import { MonitorSearch } from './fields/monitor-search.js';
import type { MonitorDraft } from './monitor-draft.js';

/** Which monitors it depends on: one outage is one alert, not one for everything behind it. */
@Component({
  selector: 'app-parents-section',
  imports: [FieldErrors, Fold, Icon, MatIconButton, MonitorSearch, StatusMark],
  providers: [MonitorNames],
  template: `
    <section class="card-body" aria-label="Dependencies">
      <app-fold heading="Dependencies" [summary]="summary()" [isChanged]="tags().length > 0" [isInvalid]="parents().invalid()">
        <p class="muted small">
          While one of these is down, or something that they depend on, new alerts of this monitor are held back. Its checks and its history
          go on.
        </p>
        @if (tags().length > 0) {
          <ul aria-label="Depends on">
            @for (tag of tags(); track tag; let index = $index) {
              @let known = names.of(tag);
              <li>
                @if (known) {
                  <app-status-mark [status]="known.current_status" [iconOnly]="true" />
                }
                <span class="name"
                  ><strong>{{ known?.name ?? tag }}</strong> <span class="mono muted small">{{ tag }}</span></span
                >
                <button matIconButton type="button" [attr.aria-label]="'Remove ' + (known?.name ?? tag)" (click)="remove(tag, index)">
                  <app-icon name="close" />
                </button>
              </li>
            }
          </ul>
        }
        <app-monitor-search label="Add what it depends on" [taken]="taken()" (chosen)="names.learn($event); add($event.tag)" />
        @if (parents().invalid()) {
          <p class="bad small" role="alert"><app-field-errors [field]="parents()" /></p>
        }
      </app-fold>
    </section>
  `,
  styles: `
    ul {
      margin-block: 8px 4px;
    }
    li {
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 48px;
    }
    .name {
      display: flex;
      flex: 1;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 10px;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    strong {
      font-weight: 560;
    }
    app-monitor-search {
      display: block;
      margin-block-start: 12px;
    }
    .bad {
      color: var(--down-text);
    }
  `,
})
export class ParentsSection {
  readonly monitor = input.required<FieldTree<MonitorDraft>>();
  /** Tag of the monitor itself; absent = a new one. */
  readonly tag = input<string>();
  protected readonly names = inject(MonitorNames);
  private readonly focus = focusLater();

  protected readonly parents = computed(() => this.monitor().parents());
  protected readonly tags = computed(() => this.parents().value());
  protected readonly taken = computed(() => new Set([...this.tags(), ...[this.tag() ?? []].flat()]));
  protected readonly summary = computed(() => {
    const count = this.tags().length;
    return count === 0 ? 'Hold back its alerts while something it depends on is down.' : `Depends on ${count}.`;
  });

  constructor() {
    effect(() => this.names.look(this.tags()));
  }

  protected add(tag: string): void {
    this.write([...this.tags(), tag].sort());
  }

  protected remove(tag: string, index: number): void {
    this.write(this.tags().filter((each) => each !== tag));
    this.focus(
      (host) =>
        host.querySelectorAll<HTMLElement>('li button').item(Math.max(0, index - 1)) ?? host.querySelector('app-monitor-search input'),
    );
  }

  private write(tags: readonly string[]): void {
    this.parents().value.set(tags);
    this.parents().markAsDirty();
  }
}
