import {
  afterRenderEffect,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { APP_BASE } from '../platform/app-base.js';

const LEAST_HEIGHT = 240;

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
  template: `
    <div #stage [style.height.px]="height() * scale()">
      <iframe
        #frame
        title="Preview of the mail"
        sandbox="allow-same-origin"
        [style.width.px]="width()"
        [style.height.px]="height()"
        [style.transform]="'scale(' + scale() + ')'"
        [class.dark]="isDark()"
        (load)="loaded()"
      ></iframe>
    </div>
  `,
  styles: `
    :host {
      display: block;
      overflow: hidden;
    }
    div {
      display: flex;
      justify-content: center;
    }
    iframe {
      flex: none;
      border: 0;
      transform-origin: 50% 0;
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
  private readonly stage = viewChild.required<ElementRef<HTMLElement>>('stage');
  private readonly isReady = signal(false);
  private readonly room = signal(0);
  protected readonly height = signal(LEAST_HEIGHT);
  /** The frame is as wide as the reader's screen, and drawn smaller where there is less room. */
  protected readonly scale = computed(() => (this.room() === 0 ? 1 : Math.min(1, this.room() / this.width())));

  constructor() {
    const observer = new ResizeObserver(([entry]) => this.room.set(entry?.contentRect.width ?? 0));
    afterRenderEffect(() => observer.observe(this.stage().nativeElement));
    inject(DestroyRef).onDestroy(() => observer.disconnect());
    effect(() => {
      // The address is one of ours by its making; a template would want it to be trusted by name.
      this.frame().nativeElement.src = `${this.base}api/v4/email-templates/preview-frame`;
    });
    effect(() => {
      const html = inScheme(this.html(), this.isDark());
      this.width();
      if (this.isReady()) untracked(() => this.show(html));
    });
  }

  protected loaded(): void {
    this.isReady.set(this.frame().nativeElement.contentDocument?.title === 'Preview');
  }

  private show(html: string): void {
    const frame = this.frame().nativeElement;
    const [inside, window] = [frame.contentDocument, frame.contentWindow as (Window & typeof globalThis) | null];
    if (inside === null || window === null) return;
    const { documentElement: root } = new window.DOMParser().parseFromString(html, 'text/html');
    // Nobody leaves the preview by a link in it.
    for (const link of root.querySelectorAll('a')) link.removeAttribute('href');
    inside.replaceChild(inside.adoptNode(root), inside.documentElement);
    inside.title = 'Preview';
    // As tall as its content at its own width, whatever it was before.
    frame.style.width = `${this.width()}px`;
    frame.style.height = '0';
    const height = Math.max(LEAST_HEIGHT, root.scrollHeight);
    frame.style.height = `${height}px`;
    this.height.set(height);
  }
}
