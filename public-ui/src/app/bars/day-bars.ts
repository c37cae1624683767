import type { MonitorSnapshot } from '@clarion/contract';
import type { ElementRef } from '@angular/core';
import { afterNextRender, Component, computed, inject, input, output, signal, viewChild } from '@angular/core';

import { SnapshotStore } from '../state/snapshot-store';
import { StatusIcon } from '../status/status-icon';
import { Texts } from '../text/texts';
import { barPaths, bracketPath, DRAWING_HEIGHT, PITCH } from './bar-paths';
import { dayWords, problemDays } from './day-words';

const WEEK = 7;

/**
 * Daily history as one drawing and one slider. The drawing is five paths, hidden from readers; the native range input over it is the only stop
 * for the keyboard, the finger and the screen reader, so a page of thirty monitors has thirty controls and not thousands. @see ux A11
 */
@Component({
  selector: 'app-day-bars',
  imports: [StatusIcon],
  templateUrl: './day-bars.html',
  host: { class: 'bars', '[style.--days]': 'days()', '[style.--few]': 'fewDays()', '(keydown.escape)': 'leave()' },
})
export class DayBars {
  protected readonly texts = inject(Texts);
  private readonly store = inject(SnapshotStore);

  readonly monitor = input.required<MonitorSnapshot>();
  /** Local midnights, one more than there are days. */
  readonly dayStarts = input.required<readonly number[]>();
  /** How many of the newest days a narrow screen shows. */
  readonly fewDays = input.required<number>();
  /** The day that is open elsewhere on the page, `YYYY-MM-DD`. */
  readonly chosenDate = input<string | null>(null);
  /** A day was chosen by click or Enter; `YYYY-MM-DD`. */
  readonly chosen = output<string>();

  private readonly view = viewChild.required<ElementRef<HTMLElement>>('view');
  private readonly slider = viewChild.required<ElementRef<HTMLInputElement>>('slider');

  protected readonly days = computed(() => this.monitor().days.length);
  protected readonly viewBox = computed(() => `0 0 ${this.days() * PITCH} ${DRAWING_HEIGHT}`);
  protected readonly clip = computed(() => `url(#bars-${this.days()})`);
  protected readonly paths = computed(() => barPaths(this.monitor()));
  protected readonly brackets = computed(() => bracketPath(this.monitor()));
  protected readonly chosenShare = computed(() => {
    const index = this.dayStarts().findIndex((at) => this.texts.date(at) === this.chosenDate());
    return this.chosenDate() === null || index < 0 ? null : (index + 0.5) / this.days();
  });
  protected readonly cursor = signal<number | null>(null);
  /** First day the slider reaches: what a narrow screen hides cannot be chosen. */
  protected readonly first = signal(0);
  private readonly position = signal<number | null>(null);
  protected readonly value = computed(() => this.position() ?? this.days() - 1);

  /** The slider does nothing before that, so what describes it need not travel. */
  private readonly isAwake = signal(false);
  protected readonly summary = computed(() => {
    if (!this.isAwake()) return '';
    const monitor = this.monitor();
    const text = monitor.uptime.desktop.text;
    const down = problemDays(monitor).filter((index) => (monitor.dayMinutes[index]?.[2] ?? 0) > 0);
    const days = this.texts.list(down.slice(0, 5).map((index) => this.texts.shortDay(this.dayStarts()[index] ?? 0)));
    const percent = text === null ? this.texts.say('services.noDataYet') : this.texts.percent(text);
    const start = this.texts.say('bars.summary', { count: monitor.days.length, percent });
    if (text === null) return start;
    return `${start} ${down.length ? this.texts.say('bars.summaryDown', { days }) : this.texts.say('bars.summaryClear')}`;
  });
  protected readonly valueText = computed(() => this.describe(this.value()));
  protected readonly readout = computed(() => {
    const index = this.cursor();
    if (index === null) return null;
    const at = this.dayStarts()[index] ?? 0;
    const words = dayWords(this.texts, this.monitor(), index);
    const narrowShare = (index - this.first() + 0.5) / (this.days() - this.first());
    return {
      ...words,
      day: this.texts.fullDay(at),
      share: narrowShare,
      href: this.href(index),
      isKnown: this.monitor().days[index] !== '-',
    };
  });

  constructor() {
    afterNextRender(() => this.isAwake.set(true));
  }

  private describe(index: number): string {
    const day = this.texts.day(this.dayStarts()[index] ?? 0);
    return this.texts.say('bars.day', { day, parts: dayWords(this.texts, this.monitor(), index).line });
  }

  private date(index: number): string {
    return this.texts.date(this.dayStarts()[index] ?? 0);
  }

  private href(index: number): string {
    return `${this.store.monitorBase()}/${this.monitor().tag}?day=${this.date(index)}`;
  }

  /** The narrow drawing is a matter of CSS, which says through a custom property how many days it shows. */
  private measure(): void {
    const shown = Number(getComputedStyle(this.view().nativeElement).getPropertyValue('--shown-days')) || this.days();
    this.first.set(Math.max(0, this.days() - shown));
  }

  protected enter(): void {
    this.measure();
    this.show(Math.max(this.first(), this.value()));
  }

  protected hover(event: PointerEvent): void {
    if (event.pointerType === 'touch') return;
    if (this.cursor() === null) this.measure();
    this.cursor.set(this.dayAt(event));
  }

  protected unhover(event: PointerEvent): void {
    const hasFocus = document.activeElement === this.slider().nativeElement;
    if (event.pointerType !== 'touch') this.cursor.set(hasFocus ? this.value() : null);
  }

  protected scrub(): void {
    this.show(Number(this.slider().nativeElement.value));
  }

  protected leave(): void {
    this.cursor.set(null);
  }

  /** A mouse click opens the day; a lifted finger does not, it may have been scrubbing. */
  protected click(event: PointerEvent): void {
    if (event.pointerType === 'mouse') this.open(this.dayAt(event));
  }

  protected key(event: KeyboardEvent): void {
    const now = this.value();
    switch (event.key) {
      case 'PageUp':
        return this.jump(event, now + WEEK);
      case 'PageDown':
        return this.jump(event, now - WEEK);
      case 'Enter':
        return this.open(now);
    }
  }

  protected open(index: number | null): void {
    if (index === null || this.monitor().days[index] === '-') return;
    this.chosen.emit(this.date(index));
  }

  private jump(event: KeyboardEvent, to: number): void {
    event.preventDefault();
    this.show(Math.min(this.days() - 1, Math.max(this.first(), to)));
  }

  private show(index: number): void {
    this.position.set(index);
    this.cursor.set(index);
  }

  private dayAt(event: PointerEvent): number {
    const box = this.view().nativeElement.getBoundingClientRect();
    const fromStart = document.documentElement.dir === 'rtl' ? box.right - event.clientX : event.clientX - box.left;
    const shown = this.days() - this.first();
    return this.first() + Math.min(shown - 1, Math.max(0, Math.floor((fromStart / box.width) * shown)));
  }
}
