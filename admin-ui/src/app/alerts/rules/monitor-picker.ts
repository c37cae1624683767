import { Component, computed, effect, inject, input, model, output } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';
import { MatIconButton } from '@angular/material/button';
import type { MonitorState } from '../../api/monitors.js';
import { focusLater } from '../../monitors/form/fields/focus-later.js';
import { MonitorNames } from '../../monitors/form/fields/monitor-names.js';
import { MonitorSearch } from '../../monitors/form/fields/monitor-search.js';
import { Icon } from '../../ui/icon.js';
import { StatusMark } from '../../ui/status-mark.js';

/** Monitors by their tags, searched on the server. A control of signal forms. What it learns of them is in the `MonitorNames` of its parent. */
@Component({
  selector: 'app-monitor-picker',
  imports: [Icon, MatIconButton, MonitorSearch, StatusMark],
  template: `
    <fieldset class="rows">
      <legend>Monitors</legend>
      @if (rows().length > 0) {
        <ul>
          @for (row of rows(); track row.tag; let index = $index) {
            <li>
              @if (row.known; as known) {
                <app-status-mark [status]="known.current_status" [iconOnly]="true" />
              }
              <span class="name"
                >{{ row.known?.name ?? row.tag }}
                @if (row.known) {
                  <span class="mono muted small">{{ row.tag }}</span>
                } @else if (row.known === null) {
                  <span class="small bad">no longer there, remove it</span>
                }
              </span>
              <button
                matIconButton
                type="button"
                [attr.aria-label]="'Remove ' + (row.known?.name ?? row.tag)"
                (click)="remove(row.tag, index)"
              >
                <app-icon name="close" />
              </button>
            </li>
          }
        </ul>
      }
      <app-monitor-search [taken]="taken()" (chosen)="add($event)" />
      @if (touched() && errors().length > 0) {
        <p class="bad small" role="alert">{{ errors()[0]?.message }}</p>
      }
    </fieldset>
  `,
  styles: `
    ul {
      margin-block-end: 12px;
    }
    li {
      display: flex;
      align-items: center;
      gap: 10px;
      border-block-end: 1px solid var(--line);
    }
    .name {
      flex: 1;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .bad {
      color: var(--down-text);
    }
  `,
})
export class MonitorPicker implements FormValueControl<readonly string[]> {
  readonly value = model.required<readonly string[]>();
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly touched = input(false);
  readonly touch = output();
  private readonly names = inject(MonitorNames);
  private readonly focusIn = focusLater();
  protected readonly taken = computed(() => new Set(this.value()));
  protected readonly rows = computed(() => this.value().map((tag) => ({ tag, known: this.names.of(tag) })));

  constructor() {
    effect(() => this.names.look(this.value()));
  }

  focus(): void {
    this.focusIn((host) => host.querySelector<HTMLElement>('app-monitor-search input'));
  }

  protected add(monitor: MonitorState): void {
    this.names.learn(monitor);
    this.write([...this.value(), monitor.tag]);
  }

  protected remove(tag: string, index: number): void {
    this.write(this.value().filter((each) => each !== tag));
    this.focusIn(
      (host) =>
        host.querySelectorAll<HTMLElement>('li > button').item(Math.max(0, index - 1)) ??
        host.querySelector<HTMLElement>('app-monitor-search input'),
    );
  }

  private write(value: readonly string[]): void {
    this.value.set(value);
    this.touch.emit();
  }
}
