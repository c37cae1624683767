import { Component, inject, input, signal } from '@angular/core';

import { Texts } from '../text/texts';

/** A text to copy, and what it is. */
export interface Snippet {
  what: string;
  text: string;
}

/** Texts to copy, each with its button. */
@Component({
  selector: 'app-snippets',
  template: `
    @for (snippet of snippets(); track snippet.what) {
      <div class="snippet">
        <span class="what">{{ snippet.what }}</span>
        <code tabindex="0" [attr.aria-label]="snippet.what" role="textbox" aria-readonly="true" #code>{{ snippet.text }}</code>
        <button
          type="button"
          class="button"
          [attr.aria-label]="texts.say('sharing.copyOf', { what: snippet.what })"
          (click)="copy(snippet, code)"
        >
          {{ texts.say('sharing.copy') }}
        </button>
      </div>
    }
    <p class="hidden" role="status">{{ said() }}</p>
  `,
  styles: `
    .snippet {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 2px 12px;
      align-items: center;
      margin-block-start: 10px;
    }
    .what {
      grid-column: 1 / -1;
      color: var(--muted);
      font-size: 0.8125rem;
    }
    code {
      display: block;
      overflow-x: auto;
      padding: 8px 10px;
      border: 1px solid var(--line);
      border-radius: var(--radius-small);
      background: var(--page);
      direction: ltr;
      font: 0.8125rem/1.5 var(--mono);
      white-space: nowrap;
    }
  `,
})
export class Snippets {
  protected readonly texts = inject(Texts);
  readonly snippets = input.required<readonly Snippet[]>();
  protected readonly said = signal('');

  /** Where the clipboard is not to be had, the text is marked, so that the reader's own keys copy it. */
  protected async copy({ what, text }: Snippet, code: HTMLElement): Promise<void> {
    this.said.set('');
    try {
      await navigator.clipboard.writeText(text);
      this.said.set(this.texts.say('sharing.copied', { what }));
    } catch {
      code.focus();
      getSelection()?.selectAllChildren(code);
    }
  }
}
