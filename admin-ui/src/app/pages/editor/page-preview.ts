import {
  afterRenderEffect,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  model,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatSlideToggle } from '@angular/material/slide-toggle';
import { APP_BASE } from '../../platform/app-base.js';
import { timeZone } from '../../platform/formats.js';
import { Icon } from '../../ui/icon.js';
import { pageUrl } from '../page-actions.js';
import { PREVIEW_WIDTHS, type PreviewChoice } from './preview-choice.js';

/**
 * The draft as readers would see it: the server draws it with the public page's own renderer, and the frame shows it without script. Two
 * frames take turns, so that nothing flickers and the place somebody has scrolled to stays.
 * @see ux C3(5)
 */
@Component({
  selector: 'app-page-preview',
  imports: [Icon, MatButton, MatButtonToggle, MatButtonToggleGroup, MatProgressBar, MatSlideToggle],
  templateUrl: './page-preview.html',
  styleUrl: './page-preview.scss',
})
export class PagePreview {
  private readonly base = inject(APP_BASE);
  /** Path under which the page is published. */
  readonly path = input.required<string>();
  /** Grows when there is something new to see. */
  readonly revision = input.required<number>();
  readonly choice = model.required<PreviewChoice>();
  private readonly first = viewChild.required<ElementRef<HTMLIFrameElement>>('first');
  private readonly second = viewChild.required<ElementRef<HTMLIFrameElement>>('second');
  private readonly stage = viewChild.required<ElementRef<HTMLElement>>('stage');
  /** The frame that is seen; the other one loads. */
  protected readonly front = signal<0 | 1>(0);
  protected readonly isLoading = signal(true);
  protected readonly hasFailed = signal(false);
  /** Before that, frames load nothing, which is no answer. */
  private hasAsked = false;
  private readonly attempt = signal(0);
  private readonly room = signal({ width: 0, height: 0 });
  private readonly address = computed(() => {
    const { isDark, hasSample } = this.choice();
    const query = new URLSearchParams({ tz: timeZone, theme: isDark ? 'dark' : 'light', ...(hasSample ? { sample: 'incident' } : {}) });
    return `${this.base}${pageUrl(this.path()).slice(1)}/draft/preview?${query.toString()}`;
  });
  /** The frame is as wide as the device, and drawn smaller where there is less room. */
  protected readonly frame = computed(() => {
    const width = PREVIEW_WIDTHS[this.choice().device];
    const { width: room, height } = this.room();
    const scale = room === 0 ? 1 : Math.min(1, room / width);
    return { width, height: height / scale, scale };
  });

  constructor() {
    effect(() => {
      this.revision();
      this.attempt();
      const address = this.address();
      if (this.path() !== '') untracked(() => this.load(address));
    });
    const observer = new ResizeObserver(([entry]) => {
      if (entry) this.room.set({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    afterRenderEffect(() => observer.observe(this.stage().nativeElement));
    inject(DestroyRef).onDestroy(() => observer.disconnect());
  }

  protected change(change: Partial<PreviewChoice>): void {
    this.choice.update((choice) => ({ ...choice, ...change }));
  }

  protected retry(): void {
    this.attempt.update((count) => count + 1);
  }

  protected loaded(which: 0 | 1): void {
    const frame = this.frames()[which].nativeElement;
    if (which === this.front() || !this.hasAsked) return;
    this.isLoading.set(false);
    // What is no page of ours, such as an error, shows nothing in a frame.
    const hasPage = frame.contentDocument?.querySelector('app-root') !== null && frame.contentDocument !== null;
    this.hasFailed.set(!hasPage);
    if (!hasPage) return;
    const seen = this.frames()[this.front()].nativeElement.contentWindow;
    frame.contentWindow?.scrollTo(0, seen?.scrollY ?? 0);
    this.front.set(which);
  }

  private load(address: string): void {
    this.isLoading.set(true);
    this.hasAsked = true;
    // Replaced, not assigned: every look would otherwise be a step of the browser's history.
    this.frames()[this.front() === 0 ? 1 : 0].nativeElement.contentWindow?.location.replace(address);
  }

  private frames(): readonly [ElementRef<HTMLIFrameElement>, ElementRef<HTMLIFrameElement>] {
    return [this.first(), this.second()];
  }
}
