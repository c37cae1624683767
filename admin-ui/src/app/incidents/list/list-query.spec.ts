import { convertToParamMap } from '@angular/router';
import { dayBefore, isFiltered, readQuery, toFilter, toRequest, writeQuery } from './list-query.js';

const read = (params: Record<string, string>) => readQuery(convertToParamMap(params));

describe('the address of the list of incidents', () => {
  it('is plain for the plain list', () => {
    expect(Object.values(writeQuery(read({}))).every((value) => value === null)).toBe(true);
    expect(isFiltered(read({}))).toBe(false);
    expect(toRequest(read({}))).toEqual({ sort: 'id', order: 'desc', page: 1, limit: 10 });
  });

  it('survives a round trip', () => {
    const params = {
      q: 'checkout',
      state: 'MONITORING',
      source: 'ALERT',
      open: 'YES',
      monitor: 'shop-web',
      page: '~home',
      from: '2026-11-01',
      to: '2026-11-20',
      sort: 'updated',
      order: 'asc',
      p: '3',
      limit: '50',
    };
    const written = writeQuery(read(params));
    expect(Object.fromEntries(Object.entries(written).map(([key, value]) => [key, String(value)]))).toEqual(params);
  });

  it('reads nonsense as absent', () => {
    expect(
      read({ state: 'BROKEN', source: 'x', open: 'maybe', from: '2026-13-45', to: 'today', sort: 'colour', p: '-1', limit: '7' }),
    ).toEqual(read({}));
  });

  it('asks for whole days of the browser’s zone, however long they are', () => {
    const { start_ts, end_ts } = toFilter(read({ from: '2026-03-29', to: '2026-03-29' }));
    expect(new Date(Number(start_ts) * 1000).getHours()).toBe(0);
    expect(new Date((Number(end_ts) + 1) * 1000).getHours()).toBe(0);
    expect(new Date((Number(end_ts) + 1) * 1000).getDate()).toBe(30);
  });

  it('counts days back in the calendar', () => {
    const at = new Date(2026, 2, 2, 12).getTime() / 1000;
    expect(dayBefore(at, 0)).toBe('2026-03-02');
    expect(dayBefore(at, 2)).toBe('2026-02-28');
  });
});
