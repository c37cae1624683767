import { Component, computed, type ElementRef, input, model, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { PreviewedText, TriggerMember, TriggerVariable } from '../../api/triggers.js';
import type { FieldWords } from './member-words.js';

/** A text with variables: a click inserts one where the caret is; beside it what would go out, and what is wrong with it. */
@Component({
  selector: 'app-text-field',
  imports: [MatButton, MatFormField, MatHint, MatInput, MatLabel],
  templateUrl: './text-field.html',
  styleUrl: './text-field.scss',
})
export class TextField {
  readonly value = model.required<string>();
  readonly member = input.required<TriggerMember>();
  readonly words = input.required<FieldWords>();
  readonly variables = input.required<readonly TriggerVariable[]>();
  /** null = not asked yet, or not answered. */
  readonly preview = input<PreviewedText | null>(null);
  readonly error = input('');
  private readonly area = viewChild.required<ElementRef<HTMLTextAreaElement>>('area');
  protected readonly areVariablesShown = signal(false);
  /** While nothing is written the default stands there, ready to be changed. */
  protected readonly shown = computed(() => this.value() || (this.member().default_text ?? ''));
  protected readonly isDefault = computed(() => this.shown() === (this.member().default_text ?? ''));
  protected readonly rows = computed(() => (this.member().template === 'text' ? 2 : 12));
  protected readonly problems = computed(() =>
    (this.preview()?.problems ?? []).map(({ severity, message, line }) => ({
      isError: severity === 'error',
      words: line === null ? message : `Line ${line}: ${message}`,
    })),
  );

  protected write(text: string): void {
    this.value.set(text === this.member().default_text ? '' : text);
  }

  protected reset(): void {
    this.value.set('');
    // A field that was cleared by hand shows the same signal value, and would stay empty.
    this.area().nativeElement.value = this.member().default_text ?? '';
  }

  protected insert(name: string): void {
    const area = this.area().nativeElement;
    area.setRangeText(`{{${name}}}`, area.selectionStart, area.selectionEnd, 'end');
    this.write(area.value);
    area.focus();
  }

  protected hintOf({ description, sample }: TriggerVariable): string {
    return `${description}, such as ${sample}`;
  }
}
