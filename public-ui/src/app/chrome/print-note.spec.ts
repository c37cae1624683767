import { aPage, NOW } from '../../../testing/fixtures.ts';
import { draw, setUp, textOf } from '../../../testing/setup.ts';
import { PrintNote } from './print-note';

describe('PrintNote', () => {
  afterEach(() => vi.useRealTimers());

  it('says of when the data is, and when it is printed once it is', async () => {
    vi.useFakeTimers({ now: (NOW + 3_600) * 1_000, toFake: ['Date'] });
    setUp(aPage({ generatedAt: NOW }));
    const { nativeElement } = await draw(PrintNote);
    expect(textOf(nativeElement as Element)).toMatch(/^Status as of 20 Nov 2026, \d\d:\d\d UTC$/);
    // The browser takes its picture when its listeners are done.
    window.dispatchEvent(new Event('beforeprint'));
    expect(textOf(nativeElement as Element)).toMatch(/^Status as of 20 Nov 2026, \d\d:\d\d UTC Printed 20 Nov 2026, \d\d:\d\d UTC$/);
  });
});
