import { httpResource } from '@angular/common/http';
import { booleanAttribute, Component, computed, debounced, input, linkedSignal, output, signal } from '@angular/core';
import { MatAutocomplete, MatAutocompleteTrigger, type MatAutocompleteSelectedEvent } from '@angular/material/autocomplete';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption } from '@angular/material/select';
import type { MonitorState, MonitorStatesResponse } from '../../../api/monitors.js';
import { TYPE_WORDS } from '../../../platform/status-words.js';
import { StatusMark } from '../../../ui/status-mark.js';

const TYPING_PAUSE_MS = 150;
/** Asked for more than are shown, since some are left out here. */
const ASKED = 30;
const SHOWN = 10;

/** Finds a monitor by name or tag, on the server, and hands it on. */
@Component({
  selector: 'app-monitor-search',
  imports: [MatAutocomplete, MatAutocompleteTrigger, MatFormField, MatHint, MatInput, MatLabel, MatOption, StatusMark],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <input
        matInput
        type="text"
        autocomplete="off"
        spellcheck="false"
        placeholder="Search name or tag"
        #field
        [matAutocomplete]="list"
        [value]="text()"
        (focusin)="isWanted.set(true)"
        (input)="text.set($any($event.target).value)"
        (keydown.enter)="$event.preventDefault()"
      />
      <mat-autocomplete #list autoActiveFirstOption (optionSelected)="choose($event, field)">
        @for (monitor of found(); track monitor.tag) {
          <mat-option [value]="monitor">
            <span class="option"
              ><app-status-mark [status]="monitor.current_status" [iconOnly]="true" />{{ monitor.name }}
              <span class="mono muted small">{{ monitor.tag }}</span><span class="muted small">{{
                typeWords[monitor.monitor_type]
              }}</span></span
            >
          </mat-option>
        }
      </mat-autocomplete>
      <mat-hint>{{ hint() }}</mat-hint>
    </mat-form-field>
  `,
  styles: `
    .option {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 10px;
    }
  `,
})
export class MonitorSearch {
  /** Tags that are not offered. */
  readonly taken = input.required<ReadonlySet<string>>();
  readonly label = input('Add a monitor');
  /** Only running ones that are no groups, as a group takes them. */
  readonly isForGroup = input(false, { transform: booleanAttribute });
  readonly chosen = output<MonitorState>();
  protected readonly typeWords = TYPE_WORDS;
  protected readonly text = signal('');
  /** Somebody came here: nothing is asked for a field that nobody uses. */
  protected readonly isWanted = signal(false);
  private readonly settled = debounced(this.text, TYPING_PAUSE_MS);
  private readonly search = httpResource<MonitorStatesResponse>(() => {
    const text = this.settled.value()?.trim() ?? '';
    if (!this.isWanted()) return undefined;
    return {
      url: '/api/v4/monitor-states',
      params: { limit: ASKED, sort: 'name', ...(this.isForGroup() ? { status: 'ACTIVE' } : {}), ...(text ? { text } : {}) },
    };
  });
  private readonly answered = linkedSignal<MonitorState[] | undefined, MonitorState[] | null>({
    source: () => (this.search.hasValue() ? this.search.value().monitors : undefined),
    computation: (monitors, previous) => monitors ?? previous?.value ?? null,
  });
  protected readonly found = computed(() =>
    (this.answered() ?? [])
      .filter(({ tag, monitor_type }) => !(this.isForGroup() && monitor_type === 'GROUP') && !this.taken().has(tag))
      .slice(0, SHOWN),
  );
  protected readonly hint = computed(() =>
    this.search.error()
      ? 'The monitors could not be searched. Change the text to try again.'
      : this.answered() !== null && this.found().length === 0
        ? this.isForGroup()
          ? 'No running monitor matches that could be a member.'
          : 'No other monitor matches.'
        : this.isForGroup()
          ? 'Running monitors that are no groups themselves.'
          : '',
  );

  protected choose({ option }: MatAutocompleteSelectedEvent, field: HTMLInputElement): void {
    this.chosen.emit(option.value as MonitorState);
    this.text.set('');
    // The autocomplete has written the option into the field, which the signal does not know of when it was empty before.
    field.value = '';
  }
}
