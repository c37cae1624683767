import { Component, computed, ElementRef, inject, input, model, output } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import { RouterLink } from '@angular/router';
import type { Trigger } from '../../api/triggers.js';
import { TRIGGER_TYPE_WORDS } from '../alert-words.js';

/** Triggers that a rule fires, by their ids. A control of signal forms. */
@Component({
  selector: 'app-trigger-picker',
  imports: [MatCheckbox, RouterLink],
  template: `
    <fieldset class="rows">
      <legend>Triggers</legend>
      @for (trigger of triggers(); track trigger.id) {
        <div class="choice">
          <mat-checkbox class="tight" [checked]="value().includes(trigger.id)" (change)="set(trigger.id, $event.checked)"
            >{{ trigger.name }} <span class="muted small">{{ words(trigger) }}</span></mat-checkbox
          >
        </div>
      } @empty {
        <p class="muted">
          There are no triggers yet. <a routerLink="/manage/alerts/triggers/new">Make one</a>, or let the rule open an incident.
        </p>
      }
      @for (id of unknown(); track id) {
        <div class="choice">
          <mat-checkbox class="tight" [checked]="true" (change)="set(id, $event.checked)">Trigger {{ id }}</mat-checkbox>
        </div>
      }
      @if (touched() && errors().length > 0) {
        <p class="bad small" role="alert">{{ errors()[0]?.message }}</p>
      }
    </fieldset>
  `,
  styles: `
    .choice {
      padding-block: 6px;
    }
    .bad {
      padding-block-start: 8px;
      color: var(--down-text);
    }
  `,
})
export class TriggerPicker implements FormValueControl<readonly number[]> {
  readonly value = model.required<readonly number[]>();
  readonly triggers = input.required<readonly Trigger[]>();
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly touched = input(false);
  readonly touch = output();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** Chosen, and not in the list: of somebody who may read more. */
  protected readonly unknown = computed(() => this.value().filter((id) => !this.triggers().some((trigger) => trigger.id === id)));

  focus(): void {
    this.host.querySelector<HTMLElement>('input')?.focus();
  }

  protected words({ trigger_type, target, trigger_status }: Trigger): string {
    const where = target === null ? '' : `, ${target}`;
    return `${TRIGGER_TYPE_WORDS[trigger_type]}${where}${trigger_status === 'INACTIVE' ? ', off: it is not fired' : ''}`;
  }

  protected set(id: number, isChosen: boolean): void {
    this.value.set(isChosen ? [...this.value(), id] : this.value().filter((each) => each !== id));
    this.touch.emit();
  }
}
