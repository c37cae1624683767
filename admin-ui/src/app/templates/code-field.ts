import {
  afterNextRender,
  Component,
  CSP_NONCE,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  model,
  untracked,
  viewChild,
} from '@angular/core';
import { redo, undo } from '@codemirror/commands';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { codeExtensions, type CodeMode, type CodeProblem, type CodeVariable, diagnosticsOf } from './code-extensions.js';

/** A text with tags: they are coloured, completed, and underlined where something is wrong with them. */
@Component({
  selector: 'app-code-field',
  template: `<div #host></div>`,
  styles: `
    div {
      overflow: hidden;
      border: 1px solid var(--line-strong);
      border-radius: 6px;
    }
    :host(.tall) ::ng-deep .cm-scroller {
      max-block-size: min(64vh, 640px);
    }
    :host(.tall) ::ng-deep :is(.cm-content, .cm-gutter) {
      min-block-size: 320px;
    }
    :host(.wrong) div {
      border-color: var(--down-text);
    }
  `,
})
export class CodeField {
  readonly value = model.required<string>();
  readonly label = input.required<string>();
  readonly mode = input<CodeMode>('text');
  readonly variables = input<readonly CodeVariable[]>([]);
  readonly problems = input<readonly CodeProblem[]>([]);
  readonly isReadOnly = input(false);
  readonly language = input('en');
  readonly direction = input<'ltr' | 'rtl'>('ltr');
  private readonly host = viewChild.required<ElementRef<HTMLElement>>('host');
  private readonly nonce = inject(CSP_NONCE, { optional: true });
  private readonly changing = new Compartment();
  private view: EditorView | null = null;

  constructor() {
    afterNextRender(() => this.start());
    inject(DestroyRef).onDestroy(() => this.view?.destroy());
    effect(() => {
      const value = this.value();
      untracked(() => this.take(value));
    });
    effect(() => {
      const attributes = this.attributes();
      this.view?.dispatch({ effects: this.changing.reconfigure(attributes) });
    });
    effect(() => {
      const problems = this.problems();
      if (this.view !== null) this.view.dispatch(setDiagnostics(this.view.state, diagnosticsOf(this.view.state.doc, problems)));
    });
  }

  /** Puts a tag in the place of the selection, and goes on behind it. */
  insert(name: string): void {
    const { view } = this;
    if (view === null || this.isReadOnly()) return;
    view.dispatch(view.state.replaceSelection(`{{${name}}}`), { scrollIntoView: true, userEvent: 'input' });
    view.focus();
  }

  undo(): void {
    if (this.view !== null) undo(this.view);
  }

  redo(): void {
    if (this.view !== null) redo(this.view);
  }

  private start(): void {
    const { nonce } = this;
    this.view = new EditorView({
      parent: this.host().nativeElement,
      state: EditorState.create({
        doc: this.value(),
        extensions: [
          ...(nonce === null ? [] : [EditorView.cspNonce.of(nonce)]),
          codeExtensions(this.mode(), this.variables),
          this.changing.of(this.attributes()),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) this.value.set(update.state.doc.toString());
          }),
        ],
      }),
    });
    const { state } = this.view;
    this.view.dispatch(setDiagnostics(state, diagnosticsOf(state.doc, this.problems())));
  }

  private attributes() {
    const attributes: Record<string, string> = {
      'aria-label': this.label(),
      // Editable is focusable; checkers of accessibility believe it of a tab stop only.
      tabindex: '0',
      lang: this.language(),
      dir: this.mode() === 'html' ? 'ltr' : this.direction(),
      spellcheck: this.mode() === 'html' ? 'false' : 'true',
      ...(this.isReadOnly() ? { 'aria-readonly': 'true' } : {}),
    };
    return [EditorView.contentAttributes.of(attributes), EditorState.readOnly.of(this.isReadOnly())];
  }

  /** What came from elsewhere, such as the stored words: one step that can be undone. */
  private take(value: string): void {
    const { view } = this;
    if (view === null || view.state.doc.toString() === value) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
  }
}
