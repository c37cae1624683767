import { type MonitorType } from '@clarion/contract';
import { type FieldApi, type FieldUse, type FieldUses, type Kept, type Tested } from './field-use.js';

/** Members of groups, with what is written on them. */
const MEMBERS = { 'field-up': ['UP', 10], 'field-fast': ['UP', 4], 'field-down': ['DOWN', 30] } as const;
const HALF = 0.5;

/** Members for `ownFieldUses` to fold. */
export async function makeMembers({ api }: FieldApi): Promise<void> {
  for (const tag of Object.keys(MEMBERS)) await api.post('monitors', { tag, name: tag, monitor_type: 'NONE' });
}

/** Fields of the types that ask nobody else, each with what it changes. @see monitors §6.7, §6.8, §6.11 */
export function ownFieldUses(fields: FieldApi): Readonly<Record<Extract<MonitorType, 'HEARTBEAT' | 'GROUP' | 'NONE'>, FieldUses>> {
  /** The age of a signal decides, s. */
  const heardAgo =
    (seconds: number) =>
    async (kept: Kept): Promise<unknown> => {
      await fields.api.app.request().get(`/ext/heartbeat/${kept.tag}:${String(kept.typeData['secretString'])}`);
      await fields.advance(seconds);
      return (await fields.test(kept)).status;
    };
  const folded =
    (pick: (test: Tested) => unknown) =>
    async (kept: Kept): Promise<unknown> => {
      for (const [tag, [status, latency]] of Object.entries(MEMBERS)) await fields.write(tag, status, latency);
      return pick(await fields.test(kept));
    };
  const share = (tag: keyof typeof MEMBERS, weight = HALF): object => ({ tag, weight });
  const monitors = [share('field-up'), share('field-down')];
  const statusOfGroup: Pick<FieldUse, 'look'> = { look: folded((test) => test.status) };

  return {
    HEARTBEAT: {
      degradedRemainingMinutes: {
        beside: { downRemainingMinutes: 30 },
        values: [
          [5, 'DEGRADED'],
          [10, 'UP'],
        ],
        look: heardAgo(400),
      },
      downRemainingMinutes: {
        beside: { degradedRemainingMinutes: 5 },
        values: [
          [6, 'DOWN'],
          [10, 'DEGRADED'],
        ],
        look: heardAgo(400),
      },
      secretString: {
        values: [
          ['one', 200],
          ['two', 400],
        ],
        look: async ({ tag }) => (await fields.api.app.request().get(`/ext/heartbeat/${tag}:one`)).status,
      },
    },
    GROUP: {
      monitors: {
        values: [
          [monitors, 'DEGRADED'],
          [[share('field-up'), share('field-fast')], 'UP'],
        ],
        ...statusOfGroup,
      },
      'monitors[].tag': {
        place: (tag) => ({ monitors: [share('field-up'), { tag, weight: HALF }] }),
        values: [
          ['field-down', 'DEGRADED'],
          ['field-fast', 'UP'],
          ['nobody', 'refused'],
        ],
        ...statusOfGroup,
      },
      'monitors[].weight': {
        place: (weight) => ({ monitors: [share('field-up', 1 - Number(weight)), { tag: 'field-down', weight }] }),
        values: [
          [HALF, 'DEGRADED'],
          [1, 'DOWN'],
        ],
        ...statusOfGroup,
      },
      latencyCalculation: {
        beside: { monitors },
        values: [
          ['AVG', 20],
          ['MAX', 30],
          ['MIN', 10],
        ],
        look: folded((test) => test.latency),
      },
      executionDelay: {
        beside: { monitors },
        values: [
          [1_000, 'DEGRADED'],
          [60_000, 'DEGRADED'],
        ],
        hasNoEffect: true,
        ...statusOfGroup,
      },
    },
    NONE: {
      overrideWithLastKnownStatus: {
        values: [
          [true, 'DEGRADED'],
          [false, 'UP'],
        ],
        look: async ({ tag }) => {
          await fields.write(tag, 'DEGRADED', 5);
          // Whatever second of the minute it has, its next check is due by then.
          await fields.advance(240);
          await fields.runDue('NONE');
          return (await fields.newest(tag))?.status;
        },
      },
    },
  };
}
