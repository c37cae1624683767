import { Component, effect, type ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { APP_BASE } from '../platform/app-base.js';

/** What a frame shows as dark or light, whatever the screen around it is. */
const inScheme = (html: string, isDark: boolean): string =>
  html.replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi, (_, scheme: string) =>
    (scheme.toLowerCase() === 'dark') === isDark ? '(min-width: 0px)' : '(max-width: 0px)',
  );

/**
 * A mail as its reader sees it, in a frame without script. The empty document in the frame has a policy of its own, which allows the styles of
 * mails; what a document of ours made would not.
 */
@Component({
  selector: 'app-mail-frame',
  template: `<iframe
    #frame
    title="Preview of the mail"
    sandbox="allow-same-origin"
    [style.width.px]="width()"
    [class.dark]="isDark()"
    (load)="loaded()"
  ></iframe>`,
  styles: `
    :host {
      display: block;
      overflow-x: auto;
    }
    iframe {
      display: block;
      max-inline-size: 100%;
      min-block-size: 240px;
      margin-inline: auto;
      border: 0;
      color-scheme: light;
      background: #ffffff;
    }
    iframe.dark {
      color-scheme: dark;
      background: #14181d;
    }
  `,
})
export class MailFrame {
  readonly html = input.required<string>();
  readonly isDark = input(false);
  /** Of the reader's screen, px. */
  readonly width = input(680);
  private readonly base = inject(APP_BASE);
  private readonly frame = viewChild.required<ElementRef<HTMLIFrameElement>>('frame');
  private readonly isReady = signal(false);

  constructor() {
    effect(() => {
      // The address is one of ours by its making; a template would want it to be trusted by name.
      this.frame().nativeElement.src = `${this.base}api/v4/email-templates/preview-frame`;
    });
    effect(() => {
      const html = inScheme(this.html(), this.isDark());
      const width = this.width();
      if (this.isReady()) this.show(html, width);
    });
  }

  protected loaded(): void {
    this.isReady.set(this.frame().nativeElement.contentDocument?.title === 'Preview');
  }

  private show(html: string, width: number): void {
    const frame = this.frame().nativeElement;
    const [inside, window] = [frame.contentDocument, frame.contentWindow as (Window & typeof globalThis) | null];
    if (inside === null || window === null) return;
    const { documentElement: root } = new window.DOMParser().parseFromString(html, 'text/html');
    // Nobody leaves the preview by a link in it.
    for (const link of root.querySelectorAll('a')) link.removeAttribute('href');
    inside.replaceChild(inside.adoptNode(root), inside.documentElement);
    inside.title = 'Preview';
    frame.style.width = `${width}px`;
    frame.style.height = '0';
    frame.style.height = `${Math.max(240, root.scrollHeight)}px`;
  }
}
