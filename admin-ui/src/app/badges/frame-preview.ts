import { Component, effect, type ElementRef, input, viewChild } from '@angular/core';

/** A frame as readers get it, as tall as it says it is. */
@Component({
  selector: 'app-frame-preview',
  template: `<iframe #frame title="Preview"></iframe>`,
  styles: `
    iframe {
      display: block;
      inline-size: 100%;
      border: 1px solid var(--line);
    }
  `,
  host: { '(window:message)': 'hear($event)' },
})
export class FramePreview {
  /** Path and query on this origin. */
  readonly url = input.required<string>();
  /** Until the frame tells its own, px. */
  readonly height = input.required<number>();
  private readonly frame = viewChild.required<ElementRef<HTMLIFrameElement>>('frame');

  constructor() {
    effect(() => {
      const frame = this.frame().nativeElement;
      frame.height = String(this.height());
      // The address is one of ours by its making; a template would want it to be trusted by name.
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
