import { RecomputeHistoryService, type Recomputed } from '../modules/monitors/timeline/recompute-history.service.js';
import { systemActor } from '../platform/http/actor.js';
import { CommandError } from './command-error.js';
import { type CommandContext, openApp } from './open-app.js';
import type { Output } from './program.js';

export interface RecomputeOptions {
  /** Absent = all monitors. */
  tag?: string[];
  from?: Date;
  to?: Date;
}

const count = (value: number, word: string): string => `${value.toLocaleString('en')} ${word}${value === 1 ? '' : 's'}`;
const secondsOf = (date: Date | undefined): number | null => (date === undefined ? null : Math.floor(date.getTime() / 1000));

/** Of what was stored otherwise, in words. */
export function correctionsIn({ spans, states, rollups }: Omit<Recomputed, 'samples'>): string {
  const parts = [
    { value: spans, word: 'span' },
    { value: states, word: 'current state' },
    { value: rollups, word: 'roll-up' },
  ].filter(({ value }) => value > 0);
  return parts.length === 0 ? '0 changes' : `changed ${parts.map(({ value, word }) => count(value, word)).join(', ')}`;
}

/** `recompute`: spans, current states and roll-ups anew from the samples, while the server runs or not. @throws CommandError for an unknown tag */
export async function recompute(context: CommandContext, output: Output, { tag, from, to }: RecomputeOptions): Promise<void> {
  if (from !== undefined && to !== undefined && from >= to) throw new CommandError('--from must lie before --to.');
  const { app, close } = await openApp(context);
  try {
    const service = app.get(RecomputeHistoryService, { strict: false });
    const monitors = await service.monitors(tag ?? null);
    const unknown = (tag ?? []).find((each) => !monitors.some((monitor) => monitor.tag === each));
    if (unknown !== undefined) throw new CommandError(`There is no monitor with the tag “${unknown}”.`);
    const sum: Recomputed = { samples: 0, spans: 0, states: 0, rollups: 0 };
    for (const [index, monitor] of monitors.entries()) {
      const done = await service.recompute(systemActor('cli'), monitor, { from: secondsOf(from), to: secondsOf(to) });
      for (const key of ['samples', 'spans', 'states', 'rollups'] as const) sum[key] += done[key];
      const place = `${String(index + 1).padStart(String(monitors.length).length)}/${monitors.length}`;
      output.err(`${place}  ${monitor.tag}: ${count(done.samples, 'sample')}, ${correctionsIn(done)}`);
    }
    output.out(`${count(monitors.length, 'monitor')}, ${count(sum.samples, 'sample')}: ${correctionsIn(sum)}.`);
  } finally {
    await close();
  }
}
