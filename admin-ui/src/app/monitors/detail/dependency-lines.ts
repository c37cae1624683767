import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Dependencies, DependenciesResponse } from '../../api/monitors.js';
import { Clock } from '../../platform/clock.js';
import { Icon } from '../../ui/icon.js';
import { StatusMark } from '../../ui/status-mark.js';
import { MonitorActions, monitorUrl } from '../monitor-actions.js';

const NONE: Dependencies = { parents: [], children: [], held_back_by: [] };

/** What a monitor depends on and what depends on it, each a way there; nothing at all for one that stands alone. */
@Component({
  selector: 'app-dependency-lines',
  imports: [Icon, RouterLink, StatusMark],
  template: `
    @for (line of lines(); track line.words) {
      <p>
        <span class="muted">{{ line.words }}</span>
        @for (monitor of line.monitors; track monitor.tag; let isLast = $last) {
          <span class="linked"
            ><app-status-mark [status]="monitor.current_status" [iconOnly]="true" /><span
              ><a [routerLink]="['/manage/monitors', monitor.tag]">{{ monitor.name }}</a
              >{{ isLast ? '' : ',' }}</span
            ></span
          >
        }
        @if (line.isUp) {
          <span class="muted">{{ rule() }}</span>
        }
      </p>
    }
    @if (heldBackBy().length > 0) {
      <p class="held" role="status">
        <app-icon name="pause" /><span
          >New alerts are held back while
          @for (monitor of heldBackBy(); track monitor.tag; let isLast = $last) {
            <a [routerLink]="['/manage/monitors', monitor.tag]">{{ monitor.name }}</a>{{ isLast ? '' : ', ' }}
          }
          {{ heldBackBy().length === 1 ? 'is' : 'are' }} down.</span
        >
      </p>
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 4px;
    }
    :host:not(:has(p)) {
      display: none;
    }
    p {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 8px;
    }
    .linked,
    .held {
      display: inline-flex;
      align-items: center;
      gap: 4px;
    }
    .held app-icon {
      inline-size: 16px;
      block-size: 16px;
      color: var(--muted);
    }
  `,
})
export class DependencyLines {
  readonly tag = input.required<string>();
  private readonly actions = inject(MonitorActions);
  private readonly clock = inject(Clock);
  private readonly answer = httpResource<DependenciesResponse>(() => {
    this.actions.changes();
    // Fresh while somebody looks.
    this.clock.now();
    return `${monitorUrl(this.tag())}/dependencies`;
  });
  /** What was known stays until it is known better; another monitor starts empty. */
  private readonly dependencies = linkedSignal<{ tag: string; answer: Dependencies | undefined }, Dependencies>({
    source: () => ({ tag: this.tag(), answer: this.answer.hasValue() ? this.answer.value().dependencies : undefined }),
    computation: ({ tag, answer }, previous) => answer ?? (previous?.source.tag === tag ? previous.value : NONE),
  });
  protected readonly heldBackBy = computed(() => this.dependencies().held_back_by);
  /** Said only while it is not so already. */
  protected readonly rule = computed(() =>
    this.heldBackBy().length > 0
      ? ''
      : this.dependencies().parents.length === 1
        ? 'Its alerts are held back while that one is down.'
        : 'Its alerts are held back while one of them is down.',
  );
  protected readonly lines = computed(() =>
    [
      { words: 'Depends on', monitors: this.dependencies().parents, isUp: true },
      { words: 'Needed by', monitors: this.dependencies().children, isUp: false },
    ].filter(({ monitors }) => monitors.length > 0),
  );
}
