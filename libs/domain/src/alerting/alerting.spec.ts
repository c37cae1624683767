import { STATUSES, type Status } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formulasOf } from '../uptime/uptime.js';
import { alertStep, judgeAlert, judgeEach, type AlertRule, type AlertVerdict, type RuledSample } from './alert-rule.js';
import { problemOfAlertValue } from './alert-value.js';

const FORMULAS = formulasOf(null, false);
const STATUS_OF: Readonly<Record<string, Status>> = { U: 'UP', G: 'DEGRADED', D: 'DOWN', M: 'MAINTENANCE', N: 'NO_DATA' };
/** Letters, oldest first. */
const seen = (letters: string): RuledSample[] =>
  [...letters].map((letter, index) => ({ timestamp: index * 60, status: STATUS_OF[letter]!, latencyMs: 0 })).reverse();
/** Latencies, oldest first; 0 = not measured. */
const measured = (...latencies: number[]): RuledSample[] =>
  latencies
    .map((latencyMs, index): RuledSample => ({ timestamp: index * 60, status: latencyMs === 0 ? 'DOWN' : 'UP', latencyMs }))
    .reverse();
const rule = (part: Partial<AlertRule>): AlertRule => ({
  alertFor: 'STATUS',
  alertValue: 'DOWN',
  includeWorse: false,
  failureThreshold: 1,
  successThreshold: 1,
  ...part,
});
const last = (each: AlertRule, samples: RuledSample[]): AlertVerdict =>
  judgeEach(each, samples, FORMULAS, ({ timestamp }) => timestamp === samples[0]?.timestamp).at(-1)?.verdict ?? 'neither';

describe('rules about a status', () => {
  it.each<[string, Partial<AlertRule>, AlertVerdict]>([
    ['D', {}, 'failing'],
    ['G', {}, 'neither'],
    ['U', {}, 'healthy'],
    ['M', {}, 'neither'],
    ['N', {}, 'neither'],
    ['UDDD', { failureThreshold: 3 }, 'failing'],
    ['DUDD', { failureThreshold: 3 }, 'neither'],
    ['DDG', { failureThreshold: 3 }, 'neither'],
    ['DD', { failureThreshold: 3 }, 'neither'],
    ['DDDU', { failureThreshold: 3, successThreshold: 2 }, 'neither'],
    ['DDDUU', { failureThreshold: 3, successThreshold: 2 }, 'healthy'],
    ['U', { successThreshold: 2 }, 'neither'],
    ['GG', { alertValue: 'DEGRADED', failureThreshold: 2 }, 'failing'],
    ['GD', { alertValue: 'DEGRADED', failureThreshold: 2 }, 'neither'],
    ['GD', { alertValue: 'DEGRADED', failureThreshold: 2, includeWorse: true }, 'failing'],
    ['GD', { alertValue: 'DOWN', failureThreshold: 2, includeWorse: true }, 'neither'],
  ])('%s by %j: %s', (letters, part, verdict) => expect(last(rule(part), seen(letters))).toBe(verdict));
});

describe('rules about latency', () => {
  const slow = (failureThreshold: number, successThreshold = 1): AlertRule =>
    rule({ alertFor: 'LATENCY', alertValue: '800', failureThreshold, successThreshold });
  it.each<[number[], AlertRule, AlertVerdict]>([
    [[801], slow(1), 'failing'],
    [[800], slow(1), 'neither'],
    [[799.9], slow(1), 'healthy'],
    [[900, 900], slow(3), 'neither'],
    [[900, 0, 0, 900, 901], slow(3), 'failing'],
    [[900, 900, 100], slow(2, 2), 'neither'],
    [[900, 100, 0, 100], slow(2, 2), 'healthy'],
  ])('%j', (latencies, each, verdict) => expect(last(each, measured(...latencies))).toBe(verdict));

  it('do not look at a sample that measured nothing: a dead endpoint resolves no alert', () => {
    expect(judgeEach(slow(1), measured(900, 0), FORMULAS, () => true)).toEqual([{ timestamp: 0, verdict: 'failing' }]);
  });
});

describe('rules about uptime', () => {
  const promise = (alertValue: string, failureThreshold: number, successThreshold = failureThreshold): AlertRule =>
    rule({ alertFor: 'UPTIME', alertValue, failureThreshold, successThreshold });
  it.each<[string, AlertRule, AlertVerdict]>([
    ['UUUUUUUUUD', promise('90', 10), 'healthy'],
    ['UUUUUUUUUD', promise('90.000001', 10), 'failing'],
    ['UUUUUUUUDD', promise('90', 10), 'failing'],
    ['UGM', promise('100', 3), 'healthy'],
    ['UUD', promise('90', 10), 'neither'],
    ['NNN', promise('90', 3), 'neither'],
    ['NUN', promise('100', 3), 'healthy'],
    ['DUUU', promise('90', 4, 2), 'failing'],
  ])('%s by %j: %s', (letters, each, verdict) => expect(last(each, seen(letters))).toBe(verdict));

  it('count by the formula of the monitor', () => {
    const strict = formulasOf(null, true);
    expect(judgeAlert(promise('100', 2), seen('UG'), FORMULAS)).toBe('healthy');
    expect(judgeAlert(promise('100', 2), seen('UG'), strict)).toBe('failing');
  });
});

describe('values', () => {
  it.each([
    ['STATUS', 'DOWN', true],
    ['STATUS', 'UP', false],
    ['STATUS', 'down', false],
    ['LATENCY', '0', false],
    ['LATENCY', '1500.5', true],
    ['LATENCY', '1e3', false],
    ['LATENCY', '-1', false],
    ['UPTIME', '100', true],
    ['UPTIME', '100.1', false],
    ['UPTIME', '0', false],
    ['UPTIME', '99.95', true],
    ['UPTIME', '', false],
  ] as const)('%s %s', (alertFor, value, isValid) => expect(problemOfAlertValue(alertFor, value) === null).toBe(isValid));
});

describe('laws', () => {
  const samples = fc
    .array(fc.record({ status: fc.constantFrom(...STATUSES), latencyMs: fc.constantFrom(0, 1, 500, 800, 801, 2_000) }), { maxLength: 30 })
    .map((list) => list.map((each, index) => ({ ...each, timestamp: index * 60 })).reverse());
  const anyRule = fc.record<AlertRule>({
    alertFor: fc.constantFrom('STATUS', 'LATENCY', 'UPTIME'),
    alertValue: fc.constant(''),
    includeWorse: fc.boolean(),
    failureThreshold: fc.integer({ min: 1, max: 6 }),
    successThreshold: fc.integer({ min: 1, max: 6 }),
  });
  const rules = fc
    .tuple(anyRule, fc.constantFrom('DOWN', 'DEGRADED'), fc.constantFrom('1', '800', '801.5'), fc.constantFrom('50', '66.6667', '100'))
    .map(([each, status, latency, uptime]) => ({
      ...each,
      alertValue: { STATUS: status, LATENCY: latency, UPTIME: uptime }[each.alertFor],
    }));

  /** The rule in the words of the specification, without a thought about work. */
  function naive(each: AlertRule, newestFirst: readonly RuledSample[]): AlertVerdict {
    const counted = each.alertFor === 'LATENCY' ? newestFirst.filter(({ latencyMs }) => latencyMs !== 0) : newestFirst;
    const holds = (length: number, test: (window: readonly RuledSample[]) => boolean): boolean =>
      counted.length >= length && test(counted.slice(0, length));
    const uptime = (window: readonly RuledSample[]): number => {
      const known = window.filter(({ status }) => status !== 'NO_DATA');
      return (known.filter(({ status }) => status !== 'DOWN').length / known.length) * 100;
    };
    const value = Number(each.alertValue);
    const bad = each.includeWorse && each.alertValue === 'DEGRADED' ? ['DEGRADED', 'DOWN'] : [each.alertValue];
    const failing = holds(each.failureThreshold, (window) =>
      each.alertFor === 'STATUS'
        ? window.every(({ status }) => bad.includes(status))
        : each.alertFor === 'LATENCY'
          ? window.every(({ latencyMs }) => latencyMs > value)
          : uptime(window) < value,
    );
    if (failing) return 'failing';
    const healthy = holds(each.successThreshold, (window) =>
      each.alertFor === 'STATUS'
        ? window.every(({ status }) => status === 'UP')
        : each.alertFor === 'LATENCY'
          ? window.every(({ latencyMs }) => latencyMs < value)
          : uptime(window) >= value,
    );
    return healthy ? 'healthy' : 'neither';
  }

  it('one look at all samples is the same as a look at each of them when it came', () => {
    fc.assert(
      fc.property(rules, samples, (each, newestFirst) => {
        const together = judgeEach(each, newestFirst, FORMULAS, () => true);
        const apart = newestFirst
          .map((_, index) => newestFirst.slice(index))
          .reverse()
          .flatMap((known) => judgeEach(each, known, FORMULAS, ({ timestamp }) => timestamp === known[0]!.timestamp));
        expect(together).toEqual(apart);
      }),
    );
  });

  it('every verdict is the one of the words', () => {
    fc.assert(
      fc.property(rules, samples, (each, newestFirst) => {
        for (const { timestamp, verdict } of judgeEach(each, newestFirst, FORMULAS, () => true))
          expect(verdict).toBe(
            naive(
              each,
              newestFirst.filter((sample) => sample.timestamp <= timestamp),
            ),
          );
      }),
    );
  });

  it('alerts open and close in turns, and never below the threshold', () => {
    fc.assert(
      fc.property(rules, samples, (each, newestFirst) => {
        let isOpen = false;
        const steps: string[] = [];
        for (const { verdict } of judgeEach(each, newestFirst, FORMULAS, () => true)) {
          const step = alertStep(isOpen, verdict);
          if (step === 'keep') continue;
          isOpen = step === 'open';
          steps.push(step);
        }
        expect(steps.every((step, index) => step === (index % 2 === 0 ? 'open' : 'close'))).toBe(true);
        if (newestFirst.length < each.failureThreshold) expect(steps).toEqual([]);
      }),
    );
  });
});
