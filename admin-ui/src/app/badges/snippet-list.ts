import { Component, input } from '@angular/core';
import { CopyButton } from '../ui/copy-button.js';

/** A text to copy, and what it is. */
export interface Snippet {
  what: string;
  text: string;
}

/** Texts to copy, each with its button. */
@Component({
  selector: 'app-snippet-list',
  imports: [CopyButton],
  template: `
    <dl>
      @for (snippet of snippets(); track snippet.what) {
        <div>
          <dt class="muted small">{{ snippet.what }}</dt>
          <dd>
            <code tabindex="0">{{ snippet.text }}</code>
            <app-copy-button [what]="snippet.what" [text]="snippet.text" />
          </dd>
        </div>
      }
    </dl>
  `,
  styles: `
    dl {
      display: grid;
      gap: 12px;
      margin: 0;
    }
    dd {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 4px;
      align-items: center;
      margin: 0;
    }
    code {
      overflow-x: auto;
      padding: 10px 12px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      font: 0.8125rem/1.5 var(--mono);
      white-space: nowrap;
    }
  `,
})
export class SnippetList {
  readonly snippets = input.required<readonly Snippet[]>();
}
