import { convertToParamMap } from '@angular/router';
import { isFiltered, readQuery, toRequest, writeQuery } from './list-query.js';

const read = (params: Record<string, string>) => readQuery(convertToParamMap(params));

describe('the address of the list', () => {
  it('is plain for the plain list', () => {
    expect(Object.values(writeQuery(read({}))).every((value) => value === null)).toBe(true);
    expect(isFiltered(read({}))).toBe(false);
  });

  it('survives a round trip', () => {
    const params = {
      q: 'shop',
      status: 'DOWN',
      type: 'API',
      active: 'ACTIVE',
      hidden: 'NO',
      page: '~home',
      sort: 'uptime',
      order: 'desc',
      p: '3',
      limit: '50',
    };
    const written = writeQuery(read(params));
    expect(Object.fromEntries(Object.entries(written).map(([key, value]) => [key, String(value)]))).toEqual(params);
  });

  it('reads nonsense as absent', () => {
    expect(read({ status: 'BROKEN', sort: 'colour', p: '-4', limit: '7', hidden: 'maybe' })).toEqual(read({}));
  });

  it('asks the server with the contract’s names', () => {
    expect(toRequest(read({ q: 'x', status: 'DOWN', page: '~home' }))).toEqual({
      text: 'x',
      current_status: 'DOWN',
      page_path: '~home',
      sort: 'name',
      order: 'asc',
      page: 1,
      limit: 25,
    });
  });
});
