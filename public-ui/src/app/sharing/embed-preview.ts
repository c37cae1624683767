import type { ElementRef } from '@angular/core';
import { Component, effect, input, viewChild } from '@angular/core';

/** A frame as it will look, as tall as it says it is. */
@Component({
  selector: 'app-embed-preview',
  template: `<iframe #frame [title]="label()"></iframe>`,
  styles: `
    iframe {
      display: block;
      inline-size: 100%;
      border: 1px solid var(--line);
    }
  `,
  host: { '(window:message)': 'hear($event)' },
})
export class EmbedPreview {
  /** Path and query on this origin. */
  readonly url = input.required<string>();
  /** Until the frame tells its own, px. */
  readonly height = input.required<number>();
  readonly label = input.required<string>();

  private readonly frame = viewChild.required<ElementRef<HTMLIFrameElement>>('frame');

  constructor() {
    effect(() => {
      const frame = this.frame().nativeElement;
      frame.height = String(this.height());
      // The address is one of ours by its making; the template would not take it from anybody.
      frame.src = this.url();
    });
  }

  protected hear({ source, origin, data }: MessageEvent): void {
    const frame = this.frame().nativeElement;
    if (source !== frame.contentWindow || origin !== location.origin) return;
    const { height } = (data ?? {}) as { height?: unknown };
    if (typeof height === 'number' && height > 0 && height < 10_000) frame.height = String(Math.ceil(height));
  }
}
