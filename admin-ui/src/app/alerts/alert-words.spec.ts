import { conditionWords, endsWords, firesWords, tellsWords, type Condition } from './alert-words.js';

const down: Condition = { alertFor: 'STATUS', value: 'DOWN', includeWorse: false };
const slow: Condition = { alertFor: 'LATENCY', value: '1000', includeWorse: false };
const uptime: Condition = { alertFor: 'UPTIME', value: '99.5', includeWorse: false };

describe('firesWords', () => {
  it.each([
    [down, 3, [60], 'Fires after 3 checks in a row are DOWN, about 3 min.'],
    [down, 1, [60], 'Fires as soon as 1 check is DOWN.'],
    [down, 3, [], 'Fires after 3 checks in a row are DOWN.'],
    [down, 3, [60, 300], 'Fires after 3 checks in a row are DOWN, about 3 min to 15 min.'],
    [{ ...down, value: 'DEGRADED', includeWorse: true }, 2, [60], 'Fires after 2 checks in a row are DEGRADED or DOWN, about 2 min.'],
    [slow, 3, [60], 'Fires after 3 checks in a row take longer than 1,000 ms, about 3 min.'],
    [{ ...slow, value: '' }, 1, [60], 'Fires as soon as 1 check takes longer than … ms.'],
    [uptime, 60, [60], 'Fires when uptime over the last 60 checks, about 1 h is below 99.5 %.'],
  ] as const)('%o, %i checks of %o', (condition, count, intervals, words) => {
    expect(firesWords(condition, count, intervals)).toBe(words);
  });
});

describe('endsWords', () => {
  it.each([
    [down, 1, 'Ends with the first check that is UP.'],
    [down, 2, 'Ends after 2 checks in a row are UP, about 2 min.'],
    [slow, 1, 'Ends with the first check that is faster than 1,000 ms.'],
    [uptime, 5, 'Ends when uptime over the last 5 checks, about 5 min is 99.5 % or more.'],
  ] as const)('%o, %i checks', (condition, count, words) => {
    expect(endsWords(condition, count, [60])).toBe(words);
  });
});

describe('tellsWords', () => {
  it.each([
    [false, [], null, 'Tells nobody yet.'],
    [true, [], 30, 'Opens an incident.'],
    [false, ['Chat'], null, 'Tells Chat.'],
    [true, ['Chat', 'Pager'], 30, 'Tells Chat and Pager and opens an incident, again every 30 min until somebody acknowledges it.'],
    [false, ['A', 'B', 'C', 'D', 'E'], null, 'Tells A, B, C, and 2 more.'],
  ])('incident %s, %o, every %s', (createsIncident, triggers, minutes, words) => {
    expect(tellsWords(createsIncident, triggers, minutes)).toBe(words);
  });
});

describe('conditionWords', () => {
  it('fits a table', () => {
    expect([down, slow, uptime].map(conditionWords)).toEqual(['DOWN', 'slower than 1,000 ms', 'uptime below 99.5 %']);
  });
});
