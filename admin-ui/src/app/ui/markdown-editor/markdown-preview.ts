import { httpResource } from '@angular/common/http';
import { Component, computed, debounced, input, linkedSignal } from '@angular/core';
import { toProblem } from '../../platform/problem.js';
import { ProblemPanel } from '../problem-panel.js';

const TYPING_PAUSE_MS = 300;

/** A Markdown text as readers of the public page will see it: the server renders it with the same function. */
@Component({
  selector: 'app-markdown-preview',
  imports: [ProblemPanel],
  template: `
    @if (problem(); as problem) {
      <app-problem heading="No preview." [problem]="problem" [canRetry]="true" (retry)="answer.reload()" />
    }
    @if (isEmpty()) {
      <p class="muted">Nothing to preview yet.</p>
    } @else if (html() === null && !problem()) {
      <div class="stack" role="img" aria-busy="true" aria-label="Loading preview">
        <span class="skeleton"></span><span class="skeleton"></span>
      </div>
    } @else {
      <div class="prose" [class.old]="answer.isLoading()" [innerHTML]="html()"></div>
    }
  `,
  styles: `
    :host {
      display: block;
      min-inline-size: 0;
    }
    .skeleton:last-child {
      inline-size: 60%;
    }
    .old {
      opacity: 0.7;
    }
  `,
})
export class MarkdownPreview {
  readonly text = input.required<string>();
  private readonly settled = debounced(this.text, TYPING_PAUSE_MS);
  protected readonly isEmpty = computed(() => this.text().trim() === '');
  protected readonly answer = httpResource<{ html: string }>(() => {
    const text = this.settled.value() ?? '';
    return text.trim() === '' ? undefined : { url: '/api/v4/markdown-previews', method: 'POST', body: { text } };
  });
  /** The newest there is: the old one stays while somebody types on. */
  protected readonly html = linkedSignal<string | undefined, string | null>({
    source: () => (this.answer.hasValue() ? this.answer.value().html : undefined),
    computation: (html, previous) => html ?? previous?.value ?? null,
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error && !this.answer.isLoading() ? toProblem(error) : null;
  });
}
