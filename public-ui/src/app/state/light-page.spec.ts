import { brotliCompressSync } from 'node:zlib';

import type { DayMinutes, PageSnapshot } from '@clarion/contract';
import fc from 'fast-check';

import { anIncident } from '../../../testing/event-fixtures.ts';
import { aMonitor, aPage, someMonitors } from '../../../testing/fixtures.ts';
import { SCENES } from '../../../testing/scenes.ts';
import { sparklinePath } from '../bars/sparkline';
import { lightPage, wholePage } from './light-page';

/** As a browser reads it, with the lines as they are drawn. */
const arrived = (page: PageSnapshot): unknown => drawn(wholePage(JSON.parse(JSON.stringify(lightPage(page)))));
const drawn = (page: PageSnapshot): unknown => ({
  ...page,
  monitors: page.monitors.map((monitor) => ({
    ...monitor,
    sparkline: sparklinePath(monitor.sparkline),
    reason: monitor.reason ?? undefined,
  })),
});

const pages = Object.values(SCENES)
  .map((scene) => scene())
  .filter((snapshot) => snapshot.kind === 'page');

it.each(pages.map((page, index) => [index, page] as const))('brings scene %i as it was', (_, page) => {
  expect(arrived(page)).toEqual(drawn(page));
});

it('leaves out what follows from the rest', () => {
  const light = lightPage(aPage({ monitors: [aMonitor(0), aMonitor(1)] }));
  expect(light.dayStarts).toHaveLength(2);
  expect(light.monitors['dayUptime']).toEqual([{}, {}]);
  expect(light.monitors['uptime']?.map((each) => typeof each)).toEqual(['number', 'number']);
  expect(light.sections.map(({ tags }) => tags)).toEqual([2]);
});

it('leaves out what only readers of an older page have', () => {
  expect(lightPage(aPage({ justResolved: [anIncident({ state: 'RESOLVED' })] }))).not.toHaveProperty('justResolved');
});

it('keeps sections whose monitors stand elsewhere', () => {
  const page = aPage({ monitors: someMonitors(9) });
  const mixed = { ...page, sections: page.sections.toReversed() };
  expect(arrived(mixed)).toEqual(drawn(mixed));
});

it('weighs what the budget of the reference page leaves for it', () => {
  const page = SCENES['reference']!() as PageSnapshot;
  expect(brotliCompressSync(JSON.stringify(lightPage(page))).length).toBeLessThan(3_500);
});

const minutes = fc.tuple(...[0, 1, 2, 3, 4].map(() => fc.nat({ max: 1_440 }))).map((five) => five as unknown as DayMinutes);

it('brings any figures, whatever formula they follow', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('u', 'g', 'd', 'm', 'n', '-'), minLength: 3, maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom('0', '1', '2'),
        fc.oneof(minutes, fc.constantFrom<DayMinutes>([1_430, 0, 10, 0, 0], [1_380, 0, 0, 0, 0])),
      ),
      fc.option(fc.dictionary(fc.constantFrom('0', '1', '2'), fc.constantFrom('100', '99.305', '0', '95.83')), { nil: undefined }),
      (days, dayMinutes, texts) => {
        const known = texts && Object.fromEntries(Object.entries(texts).filter(([index]) => index in dayMinutes));
        const [plain] = someMonitors(1);
        const monitor = { ...plain!, days, dayMinutes, ...(known ? { dayUptime: known } : {}) };
        if (!known) delete (monitor as { dayUptime?: unknown }).dayUptime;
        // A day of 23 hours among them.
        const page = { ...aPage({ monitors: [monitor] }), dayStarts: [0, 86_400, 169_200, 255_600] };
        expect(arrived(page)).toEqual(drawn(page));
      },
    ),
  );
});
