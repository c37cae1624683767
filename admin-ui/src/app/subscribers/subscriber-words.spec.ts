import { aSubscriber } from '../../testing/subscribers.js';
import { scopeKey, scopeWords, stateReason, type ScopeNames } from './subscriber-words.js';

const nobody: ScopeNames = { page: () => undefined, section: () => undefined, monitor: () => undefined };
const names: ScopeNames = { page: () => 'Europe', section: () => 'Payments', monitor: () => 'Web shop' };

describe('words of subscribers', () => {
  it.each([
    [{ type: 'page', page_path: 'eu' }, 'Page Europe', 'Page eu'],
    [{ type: 'page', page_path: '~home' }, 'Page Europe', 'Page Home'],
    [{ type: 'section', section_id: 7 }, 'Section Payments', 'Section 7'],
    [{ type: 'monitor', monitor_tag: 'shop-web' }, 'Web shop', 'shop-web'],
    [{ type: 'incident', incident_id: 12 }, 'Incident 12', 'Incident 12'],
  ] as const)('name %j where it is known', (scope, known, unknown) => {
    expect([scopeWords(scope, names), scopeWords(scope, nobody)]).toEqual([known, unknown]);
  });

  it('know a scope again, whatever the order of its members', () => {
    expect(scopeKey({ type: 'page', page_path: 'eu' })).toBe(scopeKey({ page_path: 'eu', type: 'page' }));
  });

  it('say why somebody gets nothing', () => {
    expect([
      stateReason(aSubscriber()),
      stateReason(aSubscriber({ state: 'paused', paused_reason: 'It failed 5 times.' })),
      stateReason(aSubscriber({ state: 'paused' })),
      stateReason(aSubscriber({ state: 'bounced' })),
      stateReason(aSubscriber({ state: 'pending' })),
    ]).toEqual([null, 'It failed 5 times.', null, 'The mailbox is not there.', 'The address was never confirmed.']);
  });
});
