import { convertToParamMap } from '@angular/router';
import { readSamplesQuery, toSamplesRequest, writeSamplesQuery } from './samples-query.js';

const NOW = 1_700_000_000;
const read = (params: Record<string, string>) => readSamplesQuery(convertToParamMap(params));

describe('the address of the samples', () => {
  it('is the last day unless it says otherwise', () => {
    expect(toSamplesRequest(read({}), NOW)).toEqual({ start_ts: NOW + 60 - 86_400, end_ts: NOW + 60, page: 1, limit: 50 });
    expect(Object.values(writeSamplesQuery(read({}))).every((value) => value === null)).toBe(true);
  });

  it('survives a round trip', () => {
    const params = { from: '1700000000', to: '1700003600', status: 'DOWN', type: 'MANUAL', p: '2' };
    const written = Object.entries(writeSamplesQuery(read(params))).filter(([, value]) => value !== null);
    expect(Object.fromEntries(written.map(([key, value]) => [key, String(value)]))).toEqual(params);
    expect(toSamplesRequest(read(params), NOW)).toMatchObject({
      start_ts: 1_700_000_000,
      end_ts: 1_700_003_600,
      status: 'DOWN',
      type: 'MANUAL',
      page: 2,
    });
  });

  it('reads a range that ends before it begins as absent', () => {
    expect(read({ from: '20', to: '10', window: '7d' }).window).toBe('7d');
  });
});
