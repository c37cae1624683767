import { aDay, aMonitorPage } from '../../../testing/detail-fixtures.ts';
import { draw, setUp } from '../../../testing/setup.ts';
import { MinuteGrid } from './minute-grid';

const drawn = async (day = aDay()) => {
  setUp(aMonitorPage({ day }));
  const fixture = await draw(MinuteGrid, { day });
  const slider = (fixture.nativeElement as HTMLElement).querySelector('input')!;
  const press = async (key: string): Promise<string> => {
    slider.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await fixture.whenStable();
    return slider.getAttribute('aria-valuetext') ?? '';
  };
  return { host: fixture.nativeElement as HTMLElement, slider, press };
};

describe('MinuteGrid', () => {
  it('walks to the next and the previous change', async () => {
    const { press } = await drawn();
    expect(await press('p')).toBe('20:00, No data, 20:00–20:25, 25 min');
    expect(await press('p')).toBe('14:56, Operational, 14:56–20:00, 5 h 4 min');
    expect(await press('p')).toBe('14:22, Degraded, 14:22–14:56, 34 min');
    expect(await press('n')).toBe('14:56, Operational, 14:56–20:00, 5 h 4 min');
  });

  it('jumps hours and stays within the day', async () => {
    const { press, slider } = await drawn();
    await press('ArrowUp');
    expect(slider.value).toBe(String(1_439 - 60));
    await press('ArrowDown');
    await press('ArrowDown');
    expect(slider.value).toBe('1439');
  });

  it('has as many rows as the day has hours', async () => {
    const day = aDay();
    const { host } = await drawn({ ...day, to: day.from + 25 * 3_600, minutes: 'u'.repeat(1_500) });
    expect(host.querySelectorAll('.minutes-hours span')).toHaveLength(25);
  });

  it('begins at the last minute that has happened', async () => {
    const { slider } = await drawn(aDay({ minutes: 'u'.repeat(845) + '.'.repeat(595) }));
    expect(slider.value).toBe('844');
  });
});
