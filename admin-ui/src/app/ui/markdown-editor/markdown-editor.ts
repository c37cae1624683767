import { Component, computed, input, model, output, signal, viewChild, type ElementRef } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';
import { Icon } from '../icon.js';
import type { IconName } from '../icon-paths.js';
import { editFor, type Mark, type TextEdit } from './markdown-edits.js';
import { MarkdownPreview } from './markdown-preview.js';

/** A word in braces that is replaced when a template is used. */
export interface Variable {
  /** `monitors`, without the braces. */
  name: string;
  words: string;
}

interface Tool {
  mark: Mark;
  words: string;
  icon: IconName;
  /** As `aria-keyshortcuts` writes it, without the modifier of the platform. */
  keys: string;
}

const TOOLS: readonly Tool[] = [
  { mark: 'bold', words: 'Bold', icon: 'bold', keys: 'B' },
  { mark: 'italic', words: 'Italic', icon: 'italic', keys: 'I' },
  { mark: 'link', words: 'Link', icon: 'link', keys: 'Shift+L' },
  { mark: 'code', words: 'Code', icon: 'code', keys: 'E' },
  { mark: 'list', words: 'List', icon: 'list', keys: 'Shift+8' },
  { mark: 'numbers', words: 'Numbered list', icon: 'numbers', keys: 'Shift+7' },
  { mark: 'quote', words: 'Quotation', icon: 'quote', keys: 'Shift+9' },
];

let made = 0;

/**
 * A field for Markdown: toolbar and shortcuts, and a preview that the server renders as the public page will. A control of signal forms:
 * takes `[formField]` or `[(value)]`.
 */
@Component({
  selector: 'app-markdown-editor',
  imports: [Icon, MarkdownPreview, MatButtonToggle, MatButtonToggleGroup, MatMenu, MatMenuItem, MatMenuTrigger, MatTooltip],
  templateUrl: './markdown-editor.html',
  styleUrl: './markdown-editor.scss',
})
export class MarkdownEditor implements FormValueControl<string> {
  readonly value = model.required<string>();
  readonly label = input.required<string>();
  /** Lines of the field before it is dragged taller. */
  readonly rows = input(6);
  readonly hint = input('');
  /** What a template may name; none = no menu. */
  readonly variables = input<readonly Variable[]>([]);
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly touched = input(false);
  readonly touch = output();
  protected readonly tools = TOOLS;
  protected readonly id = `markdown-${(made += 1)}`;
  protected readonly modifier = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl ';
  protected readonly mode = signal<'write' | 'preview' | 'both'>('write');
  /** The one button of the toolbar that Tab reaches. */
  protected readonly tabStop = signal(0);
  protected readonly isShownInvalid = computed(() => this.touched() && this.errors().length > 0);
  private readonly area = viewChild.required<ElementRef<HTMLTextAreaElement>>('area');

  focus(options?: FocusOptions): void {
    if (this.mode() === 'preview') this.mode.set('write');
    const area = this.area().nativeElement;
    // Hidden until the template has caught up.
    queueMicrotask(() => area.focus(options));
  }

  protected readonly braced = (name: string): string => `{{${name}}}`;

  protected put(mark: Mark): void {
    const { value, selectionStart, selectionEnd } = this.area().nativeElement;
    this.replace(editFor(mark, value, { from: selectionStart, to: selectionEnd }));
  }

  protected insert(text: string): void {
    const { selectionStart: from, selectionEnd: to } = this.area().nativeElement;
    const at = from + text.length;
    this.replace({ from, to, insert: text, selection: { from: at, to: at } });
  }

  protected onKey(event: KeyboardEvent): void {
    if (!(event.metaKey || event.ctrlKey) || event.altKey) return;
    // With Shift, `key` of a digit depends on the keyboard.
    const pressed = event.code.startsWith('Digit') ? event.code.slice(5) : event.key.toUpperCase();
    const keys = (event.shiftKey ? 'Shift+' : '') + pressed;
    const tool = TOOLS.find((each) => each.keys === keys);
    if (!tool) return;
    event.preventDefault();
    this.put(tool.mark);
  }

  protected moveInTools(event: KeyboardEvent): void {
    const moves: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };
    const buttons = (event.currentTarget as HTMLElement).parentElement!.querySelectorAll<HTMLButtonElement>(':scope > button');
    const target =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? buttons.length - 1
          : moves[event.key] === undefined
            ? null
            : (this.tabStop() + moves[event.key]! + buttons.length) % buttons.length;
    if (target === null) return;
    event.preventDefault();
    buttons.item(target).focus();
  }

  private replace({ from, to, insert, selection }: TextEdit): void {
    const area = this.area().nativeElement;
    area.focus();
    area.setSelectionRange(from, to);
    // The one way that leaves the browser's own undo intact; not every environment has it.
    const isTyped = area.ownerDocument.execCommand?.('insertText', false, insert) ?? false;
    if (!isTyped) area.setRangeText(insert);
    area.setSelectionRange(selection.from, selection.to);
    this.value.set(area.value);
  }
}
