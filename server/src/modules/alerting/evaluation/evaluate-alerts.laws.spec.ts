import { type AlertRule, alertStep, formulasOf, judgeEach, type RuledSample } from '@clarion/domain';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AlertingApi, START } from '../../../../test/alerting-api.js';

let alerting: AlertingApi;
beforeAll(async () => {
  alerting = await AlertingApi.start();
});
afterAll(async () => alerting.close());

const STATUS_OF = { U: 'UP', D: 'DOWN', G: 'DEGRADED' } as const;
type Letter = keyof typeof STATUS_OF;

/** What is told when every sample is looked at as it comes. */
function expected(rule: AlertRule, letters: readonly Letter[]): string[] {
  const newestFirst = letters
    .map((letter, minute): RuledSample => ({ timestamp: START + minute * 60, status: STATUS_OF[letter], latencyMs: 0 }))
    .reverse();
  const told: string[] = [];
  for (const { verdict } of judgeEach(rule, newestFirst, formulasOf(null, false), () => true)) {
    const step = alertStep(told.at(-1) === 'TRIGGERED', verdict);
    if (step !== 'keep') told.push(step === 'open' ? 'TRIGGERED' : 'RESOLVED');
  }
  return told;
}

it('the same is told once, whenever, however often and by however many the samples are looked at', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ letter: fc.constantFrom<Letter>('U', 'D', 'G'), looks: fc.integer({ min: 0, max: 3 }) }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom('DOWN', 'DEGRADED'),
      fc.boolean(),
      async (minutes, failureThreshold, successThreshold, alertValue, includeWorse) => {
        const monitor = await alerting.monitor();
        await alerting.rule([monitor.tag], {
          ...{ alert_value: alertValue, include_worse: includeWorse },
          ...{ failure_threshold: failureThreshold, success_threshold: successThreshold },
        });
        for (const [minute, { letter, looks }] of minutes.entries()) {
          await alerting.store(monitor, minute, letter);
          await Promise.all(Array.from({ length: looks }, async () => alerting.evaluate.evaluate([monitor.id])));
        }
        await alerting.evaluate.evaluate([monitor.id]);
        const rule: AlertRule = { alertFor: 'STATUS', alertValue, includeWorse, failureThreshold, successThreshold };
        expect(await alerting.told(monitor)).toEqual(
          expected(
            rule,
            minutes.map(({ letter }) => letter),
          ),
        );
      },
    ),
    { numRuns: 25 },
  );
});
