import { Component, ElementRef, afterNextRender, inject, input, viewChild } from '@angular/core';

/** The one `h1` of a screen with its actions. Takes focus after a navigation, so that screen readers hear where they are. */
@Component({
  selector: 'app-page-header',
  template: `
    <div class="words">
      <h1 #title tabindex="-1">{{ heading() }}</h1>
      <ng-content select="[meta]" />
      @if (lead(); as text) {
        <p class="muted">{{ text }}</p>
      }
    </div>
    <div class="actions"><ng-content /></div>
  `,
  styles: `
    :host {
      display: flex;
      align-items: flex-start;
      justify-content: space-between;
      gap: 12px 24px;
      flex-wrap: wrap;
    }
    .words {
      min-inline-size: 0;
      max-inline-size: 100%;
    }
    h1 {
      overflow-wrap: anywhere;
    }
    .actions {
      display: flex;
      align-items: center;
      gap: 8px;
      flex-wrap: wrap;
    }
  `,
})
export class PageHeader {
  readonly heading = input.required<string>();
  readonly lead = input<string | null>(null);
  private readonly title = viewChild.required<ElementRef<HTMLHeadingElement>>('title');

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => {
      const document = host.ownerDocument;
      // A field that asked for the focus itself keeps it.
      if (document.activeElement === null || document.activeElement === document.body || !document.activeElement.isConnected) {
        this.title().nativeElement.focus({ preventScroll: true });
      }
    });
  }
}
