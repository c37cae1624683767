import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type ChaosContext, type Scenario, seeded } from './scenario.ts';
import { crashesAroundCommits } from './scenarios/crashes-around-commits.ts';
import { databaseAway } from './scenarios/database-away.ts';
import { killedDuringAJob } from './scenarios/killed-during-a-job.ts';
import { killedDuringChecks } from './scenarios/killed-during-checks.ts';
import { killedWhileTelling } from './scenarios/killed-while-telling.ts';
import { databaseRestarted, queueEmptied } from './scenarios/queue-emptied.ts';
import { mailRefused, receiversAway } from './scenarios/receivers-away.ts';
import { maintenancesTogether } from './scenarios/maintenances-together.ts';

const SCENARIOS: readonly Scenario[] = [
  killedDuringChecks,
  killedDuringAJob,
  crashesAroundCommits,
  databaseAway,
  maintenancesTogether,
  killedWhileTelling,
  receiversAway,
  mailRefused,
  queueEmptied,
  databaseRestarted,
];
/** Slow by nature: real minutes have to pass. Left out of the smoke run. */
const SLOW = new Set(
  [
    killedDuringAJob,
    crashesAroundCommits,
    maintenancesTogether,
    killedWhileTelling,
    receiversAway,
    mailRefused,
    queueEmptied,
    databaseRestarted,
  ].map(({ id }) => id),
);
const REPORT = path.resolve(import.meta.dirname, '../results/chaos.json');

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, seed: { type: 'string' }, only: { type: 'string' } },
});
const seed = options.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(options.seed);
const say = (text: string): void => void process.stderr.write(`${text}\n`);
/** Each has chances of its own, so that one alone runs as it does among the others. */
const contextOf = (scenario: Scenario): ChaosContext => ({
  isQuick: options.quick,
  random: seeded(seed + SCENARIOS.indexOf(scenario)),
  say,
});
const wanted = SCENARIOS.filter(({ id }) =>
  options.only === undefined ? !(options.quick && SLOW.has(id)) : id.split(' ').includes(options.only),
);
if (wanted.length === 0) {
  process.stderr.write(`There is no scenario “${options.only}”. There are: ${SCENARIOS.map(({ id }) => id).join(', ')}.\n`);
  process.exit(2);
}
process.stderr.write(`Seed ${seed}\n`);
const results: { id: string; title: string; isKept: boolean; text: string; seconds: number }[] = [];
/** One waits for whole minutes most of its time: in a smoke run the others have their turn meanwhile. */
const lanes = options.quick
  ? [wanted.filter((each) => each === killedDuringChecks), wanted.filter((each) => each !== killedDuringChecks)]
  : [wanted];
await Promise.all(
  lanes.map(async (lane) => {
    for (const scenario of lane) await run(scenario);
  }),
);
for (const { id, isKept, text, seconds } of results)
  process.stdout.write(`${isKept ? 'kept  ' : 'BROKEN'}  ${id}  ${text}  (${Math.round(seconds)} s)\n`);
mkdirSync(path.dirname(REPORT), { recursive: true });
writeFileSync(REPORT, `${JSON.stringify({ seed, quick: options.quick, results }, null, 2)}\n`);
const broken = results.filter(({ isKept }) => !isKept).length;
process.stdout.write(`${results.length - broken} passed, ${broken} failed\n`);
process.exitCode = broken > 0 ? 1 : 0;

async function run(scenario: Scenario): Promise<void> {
  const { id, title } = scenario;
  say(`${id}: ${title} …`);
  const start = performance.now();
  const outcome = await scenario
    .run(contextOf(scenario))
    .catch((error: unknown) => ({ isKept: false, text: error instanceof Error ? error.message.slice(0, 2_000) : String(error) }));
  results.push({ id, title, ...outcome, seconds: (performance.now() - start) / 1_000 });
}
