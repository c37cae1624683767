import { Component, computed, inject, input, model, output } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { DryRun } from '../../ui/change-preview/dry-run.js';
import { recipientWords } from './recipient-words.js';

/** Whether subscribers are told, and how many they are: nobody sends by surprise. A control of signal forms. */
@Component({
  selector: 'app-notify-switch',
  imports: [MatSlideToggle],
  template: `
    <mat-slide-toggle [checked]="value()" [disabled]="isOff()" (change)="value.set($event.checked); touch.emit()">
      Notify subscribers
    </mat-slide-toggle>
    <p class="muted small num" aria-live="polite">{{ words() }}</p>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 6px;
    }
  `,
})
export class NotifySwitch implements FormValueControl<boolean> {
  readonly value = model.required<boolean>();
  /** Why nobody can be told; empty = somebody can. */
  readonly reason = input('');
  readonly touch = output();
  private readonly dryRun = inject(DryRun);
  protected readonly isOff = computed(() => this.reason() !== '');
  protected readonly words = computed(() => {
    if (this.reason() !== '') return this.reason();
    if (!this.value()) return 'Nobody is told. The pages show it all the same.';
    const preview = this.dryRun.preview();
    return preview === null ? '' : recipientWords(preview.recipients);
  });
}
