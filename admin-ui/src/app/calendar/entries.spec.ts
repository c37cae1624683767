import type { CalendarResponse } from '../api/calendar.js';
import { entriesByDate } from './entries.js';

const at = (iso: string): number => Date.parse(iso) / 1000;
const answer: CalendarResponse = {
  month: '2026-11',
  incidents: [
    {
      id: 7,
      title: 'Slow checkout',
      start_date_time: at('2026-10-30T12:00:00Z'),
      end_date_time: at('2026-11-02T00:00:00Z'),
      state: 'RESOLVED',
    },
    { id: 8, title: 'Mail is late', start_date_time: at('2026-11-20T09:00:00Z'), end_date_time: null, state: 'MONITORING' },
  ],
  events: [
    {
      event_id: 3,
      maintenance_id: 2,
      maintenance_title: 'Patches',
      maintenance_status: 'INACTIVE',
      event_start_date_time: at('2026-11-01T01:00:00Z'),
      event_end_date_time: at('2026-11-01T02:00:00Z'),
      event_status: 'CANCELLED',
    },
  ],
};

describe('entriesByDate', () => {
  it('puts everything on each of its dates, inside the month', () => {
    const days = entriesByDate(answer, '2026-11', 'UTC', at('2026-11-21T10:00:00Z'));
    expect([...days.keys()]).toEqual(['2026-11-01', '2026-11-20', '2026-11-21']);
    expect(days.get('2026-11-01')?.map(({ title, words }) => `${title} ${words}`)).toEqual(['Slow checkout Resolved', 'Patches Cancelled']);
  });

  it('leaves out what an inactive maintenance planned', () => {
    const events = [{ ...answer.events[0]!, event_status: 'SCHEDULED' as const }];
    expect(entriesByDate({ ...answer, events }, '2026-11', 'UTC', 0).get('2026-11-01')).toHaveLength(1);
  });

  it('reads dates in the zone', () => {
    const days = entriesByDate(answer, '2026-11', 'Pacific/Auckland', at('2026-11-20T12:00:00Z'));
    // 00:00 UTC is the middle of the day there.
    expect(days.get('2026-11-02')?.map(({ title }) => title)).toEqual(['Slow checkout']);
    expect(days.get('2026-11-21')?.[0]?.isOver).toBe(false);
  });
});
