import { convertToParamMap } from '@angular/router';
import { isFiltered, readQuery, toRequest, writeQuery } from './list-query.js';

const read = (params: Record<string, string>) => readQuery(convertToParamMap(params));
const NOW = 1_763_800_000;

describe('the address of the list', () => {
  it('is plain for the plain list', () => {
    expect(Object.values(writeQuery(read({}))).every((value) => value === null)).toBe(true);
    expect(isFiltered(read({}))).toBe(false);
  });

  it('survives a round trip', () => {
    const params = { q: 'db', status: 'INACTIVE', monitor: 'orders', window: '7d', sort: 'next', order: 'desc', p: '3' };
    const written = writeQuery(read(params));
    expect(Object.fromEntries(Object.entries(written).map(([key, value]) => [key, String(value)]))).toEqual(params);
  });

  it('reads nonsense as absent', () => {
    expect(read({ status: 'BROKEN', sort: 'colour', p: '-4', window: 'someday', order: 'up' })).toEqual(read({}));
  });

  it('asks the server with the contract’s names', () => {
    expect(toRequest(read({ q: 'x', status: 'ACTIVE', monitor: 'orders', window: '24h', sort: 'next' }), NOW)).toEqual({
      text: 'x',
      status: 'ACTIVE',
      monitor_tag: 'orders',
      start_ts: NOW,
      end_ts: NOW + 86_400,
      sort: 'next',
      order: 'asc',
      page: 1,
      limit: 10,
    });
  });
});
