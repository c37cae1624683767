import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { settle, textOf } from '../../../testing/builders.js';
import { aPreview } from '../../../testing/maintenances.js';
import { dashboard } from '../../../testing/setup.js';
import type { Occurrence, PreviewBody, PreviewResponse } from '../../api/maintenances.js';
import { OccurrencesPanel } from './occurrences-panel.js';

const at = (iso: string): number => Date.parse(iso) / 1000;
const BODY: PreviewBody = {
  start_date_time: at('2050-01-02T01:30:00Z'),
  rrule: 'FREQ=WEEKLY;BYDAY=SU',
  timezone: 'Europe/Berlin',
  duration_seconds: 3_600,
};
const anOccurrence = (occurrence: Partial<Occurrence> = {}): Occurrence => ({
  start_date_time: BODY.start_date_time,
  end_date_time: BODY.start_date_time + 3_600,
  local_start: '2050-01-02T02:30',
  offset_minutes: 60,
  note: null,
  conflicts: [],
  ...occurrence,
});

describe('OccurrencesPanel', () => {
  const render = async (answer: PreviewResponse | null, body: PreviewBody = BODY) => {
    TestBed.configureTestingModule({ providers: dashboard() });
    const fixture = TestBed.createComponent(OccurrencesPanel);
    fixture.componentRef.setInput('request', body);
    const server = TestBed.inject(HttpTestingController);
    const request = await vi.waitFor(() => {
      TestBed.tick();
      return server.expectOne(({ url }) => url.endsWith('/maintenance-previews'));
    });
    if (answer) request.flush(answer);
    else request.flush({ error: { code: 'BAD_REQUEST', message: 'The rule takes too much work.' } }, { status: 400, statusText: 'x' });
    await settle();
    return { fixture, page: fixture.nativeElement as HTMLElement };
  };

  it('says what daylight saving does', async () => {
    const { page } = await render(
      aPreview({
        occurrences: [
          anOccurrence(),
          anOccurrence({
            start_date_time: at('2050-03-27T01:30:00Z'),
            end_date_time: at('2050-03-27T02:30:00Z'),
            local_start: '2050-03-27T02:30',
            offset_minutes: 120,
            note: 'GAP',
          }),
          anOccurrence({
            start_date_time: at('2050-04-03T00:30:00Z'),
            end_date_time: at('2050-04-03T01:30:00Z'),
            offset_minutes: 120,
            note: 'OFFSET_CHANGED',
          }),
        ],
        warnings: ['SUB_DAILY', 'OVERLAPS_ITSELF'],
      }),
    );
    expect(textOf(page)).toContain('02:30 does not exist that night; it runs at 03:30.');
    expect(textOf(page)).toContain('The clocks have changed: UTC+2 from here on.');
    expect(textOf(page)).toContain('more often than every day');
    expect(textOf(page)).toContain('events overlap');
    expect(page.querySelectorAll('li')).toHaveLength(3);
  });

  it('names what it overlaps, once for all its monitors', async () => {
    const conflict = {
      maintenance_id: 2,
      event_id: 7,
      title: 'DB upgrade',
      start_date_time: BODY.start_date_time,
      end_date_time: BODY.start_date_time + 60,
    };
    const { page } = await render(
      aPreview({
        occurrences: [
          anOccurrence({
            conflicts: [
              { ...conflict, monitor_tag: 'orders' },
              { ...conflict, monitor_tag: 'api' },
            ],
          }),
        ],
      }),
    );
    expect(page.querySelectorAll('li a')).toHaveLength(1);
    expect(page.querySelector('li a')?.getAttribute('href')).toBe('/manage/maintenances/2');
    expect(textOf(page.querySelector('li'))).toContain('Overlaps DB upgrade on orders, api');
  });

  it('says that the rule begins later than the start', async () => {
    const { page } = await render(aPreview({ occurrences: [anOccurrence()] }), { ...BODY, start_date_time: at('2049-12-31T01:30:00Z') });
    expect(textOf(page)).toMatch(/The rule does not name .*31.*; the first one is on .*2/);
  });

  it('passes on why there is none', async () => {
    const { page, fixture } = await render(null);
    expect(textOf(page)).toContain('The rule takes too much work.');
    fixture.componentRef.setInput('request', null);
    await settle();
    expect(page.querySelector('ol')).toBeNull();
  });
});
