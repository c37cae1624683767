import { Component, effect, type ElementRef, inject, input, signal, viewChild } from '@angular/core';
import { APP_BASE } from '../platform/app-base.js';

/** A mail as its reader gets it, on an empty sheet of its own: nothing in it runs, and its styles touch nothing else. */
@Component({
  selector: 'app-mail-frame',
  template: `
    <div class="window" [class.narrow]="isNarrow()">
      <iframe #frame sandbox="allow-same-origin" title="Preview of the mail" (load)="onLoad()"></iframe>
    </div>
  `,
  styles: `
    .window {
      border: 1px solid var(--line);
      border-radius: 8px;
      overflow: hidden;
      background: var(--sunken);
    }
    iframe {
      display: block;
      inline-size: 100%;
      block-size: min(56vh, 640px);
      border: 0;
      background: #fff;
    }
    .narrow iframe {
      inline-size: 360px;
      max-inline-size: 100%;
      margin-inline: auto;
    }
  `,
})
export class MailFrame {
  readonly html = input.required<string>();
  readonly isNarrow = input(false);
  /** As a mail program draws it whose owner likes it dark. */
  readonly isDark = input(false);
  private readonly base = inject(APP_BASE);
  private readonly frame = viewChild.required<ElementRef<HTMLIFrameElement>>('frame');
  private readonly sheet = signal<Document | null>(null);

  constructor() {
    effect(() => {
      // The address is one of ours by its making; a template would want it to be trusted by name.
      this.frame().nativeElement.src = `${this.base}api/v4/mail-frame`;
    });
    effect(() => {
      const [sheet, html, isDark] = [this.sheet(), this.html(), this.isDark()];
      if (sheet === null) return;
      const frame = this.frame().nativeElement;
      frame.style.background = isDark ? '#121212' : '#fff';
      // By the sheet's own parser: its policy lets nothing run, and styles work as they are written.
      const { DOMParser: SheetParser } = frame.contentWindow as Window & typeof globalThis;
      const mail = new SheetParser().parseFromString(html, 'text/html');
      // Its links lead out of the frame, which forbids it.
      const base = mail.createElement('base');
      base.target = '_blank';
      mail.head.prepend(base);
      sheet.documentElement.replaceWith(sheet.adoptNode(mail.documentElement));
      likeIn(sheet, isDark);
    });
  }

  protected onLoad(): void {
    const sheet = this.frame().nativeElement.contentDocument;
    if (sheet?.URL.endsWith('/mail-frame')) this.sheet.set(sheet);
  }
}

const DARK = /\(prefers-color-scheme:\s*dark\)/g;
const LIGHT = /\(prefers-color-scheme:\s*light\)/g;

/** What the mail says for dark and light rooms holds for the room that was chosen, whichever its editor sits in. */
function likeIn(sheet: Document, isDark: boolean): void {
  const [dark, light] = isDark ? ['(min-width: 0)', '(max-width: 0)'] : ['(max-width: 0)', '(min-width: 0)'];
  for (const style of sheet.querySelectorAll('style')) {
    style.textContent = (style.textContent ?? '').replaceAll(DARK, dark).replaceAll(LIGHT, light);
  }
}
