import { convertToParamMap } from '@angular/router';
import { readSubscriberQuery, toSubscriberFilter, writeSubscriberQuery, type SubscriberQuery } from './list-query.js';

describe('the address of the list of subscribers', () => {
  it('comes back as it was', () => {
    const query: SubscriberQuery = {
      ...({ search: 'ana', channel: 'slack', state: 'paused', type: 'maintenances', page: '~home', monitor: 'shop-web' } as const),
      ...{ pageNumber: 3, isAdding: true },
    };
    const written = Object.fromEntries(Object.entries(writeSubscriberQuery(query)).map(([name, value]) => [name, String(value)]));
    expect(readSubscriberQuery(convertToParamMap(written))).toEqual(query);
    expect(toSubscriberFilter(query)).toEqual({
      ...{ search: 'ana', channel: 'slack', state: 'paused', event_type: 'maintenances', page_path: '~home', monitor_tag: 'shop-web' },
    });
  });

  it('counts what it does not understand as absent', () => {
    const query = readSubscriberQuery(convertToParamMap({ channel: 'fax', state: 'gone', type: 'news', p: '0', add: '1' }));
    expect([toSubscriberFilter(query), query.pageNumber, query.isAdding]).toEqual([{}, 1, false]);
    expect(Object.values(writeSubscriberQuery(query)).every((value) => value === null)).toBe(true);
  });
});
