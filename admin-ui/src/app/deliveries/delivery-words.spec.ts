import { convertToParamMap } from '@angular/router';
import { aDelivery } from '../../testing/alerts.js';
import { readDeliveryQuery, toDeliveryFilter, writeDeliveryQuery } from './delivery-query.js';
import { attemptWords, mayResend, moodOf, recipientWords, whyWords } from './delivery-words.js';

describe('words of deliveries', () => {
  it('name recipients where they are known', () => {
    const names = new Map([[4, 'Chat']]);
    expect(['trigger:4', 'trigger:5', 'user:3', 'method:12', 'other'].map((each) => recipientWords(each, names))).toEqual([
      'Chat',
      'Trigger 5',
      'User 3',
      'Subscriber 12',
      'other',
    ]);
  });

  it('say why something was not sent, and nothing of what arrived', () => {
    expect(whyWords(aDelivery({ error: 'an old failure' }))).toBeNull();
    expect(whyWords(aDelivery({ state: 'suppressed', reason: 'The trigger is off.' }))).toBe('The trigger is off.');
    expect(whyWords(aDelivery({ state: 'dead', error: '503' }))).toBe('503');
  });

  it('offer to send again what is over', () => {
    expect((['dead', 'delivered', 'suppressed'] as const).every((state) => mayResend(aDelivery({ state })))).toBe(true);
    expect((['held', 'pending', 'sending', 'parked'] as const).some((state) => mayResend(aDelivery({ state })))).toBe(false);
    expect((['delivered', 'dead', 'retrying', 'suppressed'] as const).map(moodOf)).toEqual(['good', 'bad', 'waits', 'none']);
  });

  it('tell attempts', () => {
    const attempt = { attempted_at: '', duration_ms: 3, status: 503, error: 'out of order', answer: null };
    expect(attemptWords(attempt)).toBe('Status 503: out of order');
    expect(attemptWords({ ...attempt, status: null })).toBe('out of order');
    expect(attemptWords({ ...attempt, status: 200, error: null })).toBe('Taken, status 200');
  });
});

describe('the address of the log', () => {
  it('comes back as it was', () => {
    const query = {
      recipient: 'trigger',
      state: 'dead',
      channel: 'slack',
      kind: 'alert',
      event: 12,
      subscriber: 3,
      before: 50,
      open: 91,
    } as const;
    const written = Object.fromEntries(Object.entries(writeDeliveryQuery(query)).map(([name, value]) => [name, String(value)]));
    expect(readDeliveryQuery(convertToParamMap(written))).toEqual(query);
    expect(toDeliveryFilter(query)).toEqual({
      recipient: 'trigger',
      state: 'dead',
      channel: 'slack',
      kind: 'alert',
      event_id: 12,
      subscriber_id: 3,
    });
  });

  it('counts what it does not understand as absent', () => {
    expect(toDeliveryFilter(readDeliveryQuery(convertToParamMap({ state: 'lost', channel: 'fax', event: '-1', kind: '' })))).toEqual({});
  });
});
