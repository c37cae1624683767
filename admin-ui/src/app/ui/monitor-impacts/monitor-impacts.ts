import { booleanAttribute, Component, computed, effect, inject, input, model, output } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';
import { MatIconButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import type { Impact } from '@clarion/contract';
import type { MonitorImpact } from '../../api/impacts.js';
import type { MonitorState } from '../../api/monitors.js';
import { focusLater } from '../../monitors/form/fields/focus-later.js';
import { MonitorNames } from '../../monitors/form/fields/monitor-names.js';
import { MonitorSearch } from '../../monitors/form/fields/monitor-search.js';
import { Icon } from '../icon.js';
import { StatusMark } from '../status-mark.js';
import { IMPACT_WORDS, OFFERED_IMPACTS } from './impact-words.js';

/** Monitors, searched on the server, and what happens to each. A control of signal forms: takes `[formField]` or `[(value)]`. */
@Component({
  selector: 'app-monitor-impacts',
  imports: [Icon, MatFormField, MatIconButton, MatLabel, MatOption, MatSelect, MonitorSearch, StatusMark],
  providers: [MonitorNames],
  templateUrl: './monitor-impacts.html',
  styleUrl: './monitor-impacts.scss',
})
export class MonitorImpacts implements FormValueControl<readonly MonitorImpact[]> {
  readonly value = model.required<readonly MonitorImpact[]>();
  /** Impacts offered; one that is stored already is offered in its row too. */
  readonly impacts = input<readonly Impact[]>(OFFERED_IMPACTS);
  /** Of a monitor that is added. */
  readonly defaultImpact = input<Impact>('DOWN');
  readonly label = input('Affected monitors');
  /** Said while there is none. */
  readonly emptyText = input('No monitors yet.');
  /** The monitors are given: only what happens to them may be changed. */
  readonly isFixed = input(false, { transform: booleanAttribute });
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly touched = input(false);
  readonly touch = output();
  protected readonly names = inject(MonitorNames);
  protected readonly words = IMPACT_WORDS;
  private readonly focusIn = focusLater();

  protected readonly taken = computed(() => new Set(this.value().map(({ monitor_tag }) => monitor_tag)));
  protected readonly rows = computed(() =>
    this.value().map((row) => {
      const known = this.names.of(row.monitor_tag);
      const impacts = this.impacts().includes(row.impact) ? this.impacts() : [...this.impacts(), row.impact];
      return { ...row, known, impacts, name: known?.name ?? row.monitor_tag };
    }),
  );

  constructor() {
    effect(() => this.names.look([...this.taken()]));
  }

  focus(): void {
    this.focusIn((host) => host.querySelector<HTMLElement>('app-monitor-search input'));
  }

  /** What is known as its name; the tag until something is. */
  nameOf(tag: string): string {
    return this.names.of(tag)?.name ?? tag;
  }

  protected add(monitor: MonitorState): void {
    this.names.learn(monitor);
    this.write([...this.value(), { monitor_tag: monitor.tag, impact: this.defaultImpact() }]);
  }

  protected setImpact(tag: string, impact: Impact): void {
    this.write(this.value().map((row) => (row.monitor_tag === tag ? { ...row, impact } : row)));
  }

  protected remove(tag: string, index: number): void {
    this.write(this.value().filter(({ monitor_tag }) => monitor_tag !== tag));
    this.focusIn(
      (host) =>
        host.querySelectorAll<HTMLElement>('li > button').item(Math.max(0, index - 1)) ??
        host.querySelector<HTMLElement>('app-monitor-search input'),
    );
  }

  private write(value: readonly MonitorImpact[]): void {
    this.value.set(value);
    this.touch.emit();
  }
}
