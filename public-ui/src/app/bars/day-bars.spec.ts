import type { MonitorSnapshot } from '@clarion/contract';
import type { ComponentFixture } from '@angular/core/testing';

import { aMonitor, aPage } from '../../../testing/fixtures.ts';
import { draw, setUp, textOf } from '../../../testing/setup.ts';
import { DayBars } from './day-bars';

const FAILED = 88;
const monitor = aMonitor(0, {
  days: `${'-'.repeat(10)}${'u'.repeat(78)}du`,
  dayMinutes: { [FAILED]: [1_420, 0, 10, 0, 10] },
  dayUptime: { [FAILED]: '99.300' },
  dayEvents: { [FAILED]: [1, 2] },
});

/** What a person can do with a strip. */
class BarsHarness {
  readonly chosen: string[] = [];
  private readonly host: HTMLElement;

  constructor(private readonly fixture: ComponentFixture<DayBars>) {
    this.host = fixture.nativeElement as HTMLElement;
    fixture.componentInstance.chosen.subscribe((day) => this.chosen.push(day));
  }

  get slider(): HTMLInputElement {
    return this.host.querySelector('input')!;
  }

  get readout(): string | null {
    const readout = this.host.querySelector('.readout');
    return readout && textOf(readout);
  }

  get link(): string | null {
    return this.host.querySelector('.readout-open')?.getAttribute('href') ?? null;
  }

  get summary(): string {
    return textOf(this.host.querySelector(`#${this.slider.getAttribute('aria-describedby')}`));
  }

  async press(key: string): Promise<boolean> {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    this.slider.dispatchEvent(event);
    await this.fixture.whenStable();
    return event.defaultPrevented;
  }

  /** What arrow keys and fingers come to: the native input moves. */
  async slideTo(day: number): Promise<void> {
    this.slider.value = String(day);
    this.slider.dispatchEvent(new Event('input'));
    await this.fixture.whenStable();
  }

  async focus(): Promise<void> {
    this.slider.dispatchEvent(new Event('focus'));
    await this.fixture.whenStable();
  }

  async blur(): Promise<void> {
    this.slider.dispatchEvent(new Event('blur'));
    await this.fixture.whenStable();
  }

  async click(day: number, pointerType: string): Promise<void> {
    const view = this.host.querySelector<HTMLElement>('.bars-view')!;
    vi.spyOn(view, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 900, 42));
    this.slider.dispatchEvent(new PointerEvent('click', { clientX: day * 10 + 5, pointerType, bubbles: true }));
    await this.fixture.whenStable();
  }
}

const drawn = async (of: MonitorSnapshot = monitor): Promise<BarsHarness> => {
  const page = aPage();
  setUp(page);
  return new BarsHarness(await draw(DayBars, { monitor: of, dayStarts: page.dayStarts, fewDays: 30 }));
};

describe('DayBars', () => {
  it('is one labelled slider that begins today', async () => {
    const bars = await drawn();
    expect(bars.slider.getAttribute('aria-label')).toBe('Checkout EU, daily status');
    expect([bars.slider.min, bars.slider.max, bars.slider.value]).toEqual(['0', '89', '89']);
    expect(bars.slider.getAttribute('aria-valuetext')).toBe('Fri 20 Nov: 100 % uptime');
    expect(bars.summary).toMatch(/^90 days, [\d.]+ %\. Downtime on 19 Nov\.$/);
  });

  it('tells a day in words and figures', async () => {
    const bars = await drawn();
    await bars.slideTo(FAILED);
    expect(bars.slider.getAttribute('aria-valuetext')).toBe(
      'Thu 19 Nov: 99.300 % uptime, 10 min down, 10 min without data, 1 incident, 2 maintenances',
    );
    expect(bars.readout).toContain('Thursday, 19 November 2026 99.300 % uptime, 10 min down');
    expect(bars.link).toBe('/monitors/checkout-eu?day=2026-11-19');
  });

  it('jumps weeks and stays within the days there are', async () => {
    const bars = await drawn();
    expect(await bars.press('PageDown')).toBe(true);
    expect(bars.slider.value).toBe('82');
    await bars.press('PageUp');
    await bars.press('PageUp');
    expect(bars.slider.value).toBe('89');
  });

  it('leaves arrows, Home and End to the browser', async () => {
    const bars = await drawn();
    for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End']) expect(await bars.press(key)).toBe(false);
  });

  it('opens the day by Enter and by mouse, and not by a lifted finger', async () => {
    const bars = await drawn();
    await bars.slideTo(FAILED);
    await bars.press('Enter');
    await bars.click(87, 'mouse');
    await bars.click(86, 'touch');
    expect(bars.chosen).toEqual(['2026-11-19', '2026-11-18']);
  });

  it('does not open a day from before the monitor was', async () => {
    const bars = await drawn();
    await bars.slideTo(3);
    expect(bars.slider.getAttribute('aria-valuetext')).toContain('Not monitored yet');
    await bars.press('Enter');
    expect(bars.chosen).toEqual([]);
    expect(bars.link).toBeNull();
  });

  it('shows the readout from focus until Escape or blur', async () => {
    const bars = await drawn();
    expect(bars.readout).toBeNull();
    await bars.focus();
    expect(bars.readout).not.toBeNull();
    await bars.press('Escape');
    expect(bars.readout).toBeNull();
    await bars.slideTo(50);
    await bars.blur();
    expect(bars.readout).toBeNull();
  });
});
