import { Component, computed, effect, inject, model, output, signal, untracked } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { MonitorState } from '../../api/monitors.js';
import type { Scope } from '../../api/subscribers.js';
import { focusLater } from '../../monitors/form/fields/focus-later.js';
import { MonitorNames } from '../../monitors/form/fields/monitor-names.js';
import { MonitorSearch } from '../../monitors/form/fields/monitor-search.js';
import { SessionStore } from '../../session/session-store.js';
import { Icon } from '../../ui/icon.js';
import type { IconName } from '../../ui/icon-paths.js';
import { ScopeNamesStore } from '../scope-names-store.js';
import { scopeKey, scopeWords } from '../subscriber-words.js';

const ICONS: Readonly<Record<Scope['type'], IconName>> = { page: 'page', section: 'layers', monitor: 'monitors', incident: 'incidents' };

/**
 * What a subscription is narrowed to: pages, sections and monitors; incidents are followed by readers, and only taken away here. A control of
 * signal forms. Nothing chosen = everything.
 */
@Component({
  selector: 'app-scope-picker',
  imports: [Icon, MatButton, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger, MonitorSearch],
  template: `
    <fieldset class="rows">
      <legend>Hears about</legend>
      @if (rows().length > 0) {
        <ul>
          @for (row of rows(); track row.key; let index = $index) {
            <li>
              <app-icon [name]="row.icon" /><span class="name">{{ row.words }}</span>
              <button matIconButton type="button" [attr.aria-label]="'Remove ' + row.words" (click)="remove(row.key, index)">
                <app-icon name="close" />
              </button>
            </li>
          }
        </ul>
      } @else {
        <p class="muted small">Everything on the site. Choose parts to hear only of them.</p>
      }
      <div class="row">
        @if (pages().length > 0) {
          <button matButton type="button" [matMenuTriggerFor]="pageMenu"><app-icon matButtonIcon name="plus" />Page</button>
          <mat-menu #pageMenu>
            @for (page of pages(); track page.page_path) {
              <button mat-menu-item type="button" (click)="add({ type: 'page', page_path: page.page_path })">{{ page.page_title }}</button>
            }
          </mat-menu>
        }
        @if (sections().length > 0) {
          <button matButton type="button" [matMenuTriggerFor]="sectionMenu"><app-icon matButtonIcon name="plus" />Section</button>
          <mat-menu #sectionMenu>
            @for (section of sections(); track section.id) {
              <button mat-menu-item type="button" (click)="add({ type: 'section', section_id: section.id })">
                {{ section.name }} <span class="muted small">{{ section.page }}</span>
              </button>
            }
          </mat-menu>
        }
        @if (canReadMonitors && !isSearching()) {
          <button matButton type="button" (click)="search()"><app-icon matButtonIcon name="plus" />Monitor</button>
        }
      </div>
      @if (isSearching()) {
        <app-monitor-search [taken]="taken()" (chosen)="addMonitor($event)" />
      }
    </fieldset>
  `,
  styles: `
    ul {
      margin-block-end: 8px;
    }
    li {
      display: flex;
      align-items: center;
      gap: 10px;
      border-block-end: 1px solid var(--line);
    }
    li > app-icon {
      color: var(--muted);
    }
    .name {
      flex: 1;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .row {
      margin-inline-start: -8px;
    }
  `,
})
export class ScopePicker implements FormValueControl<readonly Scope[]> {
  readonly value = model.required<readonly Scope[]>();
  readonly touch = output();
  private readonly names = inject(ScopeNamesStore);
  private readonly monitors = inject(MonitorNames);
  private readonly focusIn = focusLater();
  protected readonly canReadMonitors = inject(SessionStore).can('monitors.read');
  protected readonly isSearching = signal(false);
  private readonly chosen = computed(() => new Set(this.value().map(scopeKey)));
  protected readonly rows = computed(() =>
    this.value().map((scope) => ({ key: scopeKey(scope), icon: ICONS[scope.type], words: scopeWords(scope, this.names) })),
  );
  protected readonly taken = computed(
    () => new Set(this.value().flatMap((scope) => (scope.type === 'monitor' ? [scope.monitor_tag] : []))),
  );
  protected readonly pages = computed(() =>
    this.names.pages().filter(({ page_path }) => !this.chosen().has(scopeKey({ type: 'page', page_path }))),
  );
  protected readonly sections = computed(() =>
    this.names.sections().filter(({ id }) => !this.chosen().has(scopeKey({ type: 'section', section_id: id }))),
  );

  constructor() {
    effect(() => {
      const scopes = this.value();
      this.names.pages();
      untracked(() => {
        this.names.look(scopes);
        void this.names.lookForSections();
      });
    });
  }

  focus(): void {
    this.focusIn((host) => host.querySelector<HTMLElement>('button'));
  }

  protected search(): void {
    this.isSearching.set(true);
    this.focusIn((host) => host.querySelector<HTMLElement>('app-monitor-search input'));
  }

  protected add(scope: Scope): void {
    this.write([...this.value(), scope]);
  }

  protected addMonitor(monitor: MonitorState): void {
    this.monitors.learn(monitor);
    this.add({ type: 'monitor', monitor_tag: monitor.tag });
  }

  protected remove(key: string, index: number): void {
    this.write(this.value().filter((scope) => scopeKey(scope) !== key));
    this.focusIn(
      (host) =>
        host.querySelectorAll<HTMLElement>('li > button').item(Math.max(0, index - 1)) ?? host.querySelector<HTMLElement>('.row button'),
    );
  }

  private write(value: readonly Scope[]): void {
    this.value.set(value);
    this.touch.emit();
  }
}
