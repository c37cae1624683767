import { describe, expect, it } from '@jest/globals';
import { compose, MINUTE, type Span } from '@clarion/domain';
import { presentOf, sinceOf } from './present.js';

const NOW = 1_800_000_000;
const DAY = 86_400;

/** Start of the present status of a monitor that is checked every minute, in minutes before now. */
function minutesSince(spans: readonly Span[], newestAt = NOW): number | null {
  const last = spans.at(-1)!;
  const newest = { timestamp: newestAt, status: last.status, sinceTs: last.from, vouchedUntil: last.to };
  const present = presentOf(newest, MINUTE, [], NOW, false);
  const timeline = compose(spans, [], { from: NOW - 30 * DAY, to: present.knownUntil });
  const since = sinceOf(newest, timeline, present, []);
  return since === null ? null : (NOW - since) / MINUTE;
}
const span = (from: number, to: number, status: Span['status']): Span => ({ from: NOW - from * MINUTE, to: NOW - to * MINUTE, status });

describe('since when a monitor is as it is', () => {
  it('does not count the time before anybody looked, although there is no data of it either', () => {
    expect(minutesSince([span(5, -1, 'NO_DATA')])).toBe(5);
  });

  it('counts a hole between minutes without data', () => {
    expect(minutesSince([span(60, 50, 'UP'), span(50, 40, 'NO_DATA'), span(20, -1, 'NO_DATA')])).toBe(50);
  });

  it('goes back as far as the status was recorded', () => {
    expect(minutesSince([span(20, 10, 'DOWN'), span(10, -1, 'UP')])).toBe(10);
  });
});
