// `npm test`: set-up, build, lint, unit, integration and browser tests, and one line that sums them up.
//   npm test                           everything
//   npm test -- --only=server,browser  some steps, by the name they are printed with; nothing is built unless `build` is among them
//   npm test -- --long                 the browser's long journeys as well
import { stripVTControlCharacters } from 'node:util';
import { findRedis, installTestTools } from './lib/debian.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { sum } from './lib/results.mjs';
import { Stop, duration, main } from './lib/say.mjs';
import { LOGS, steps } from './lib/tests.mjs';

const print = (line) => process.stdout.write(`${line}\n`);
/** Lines of one failure's message that are shown; the rest is in the log. */
const SHOWN = 80;

function chosen(all) {
  const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
  if (only === undefined) return all;
  const names = only.split(',');
  const unknown = names.filter((name) => !all.some((step) => step.name === name));
  if (unknown.length > 0) throw new Stop(`Unknown: ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}`);
  return all.filter(({ name }) => names.includes(name));
}

function printFailure({ name, message }) {
  print(`\n✗ ${name}`);
  const isOurs = (line) => !/^\s+at .*[\\/]node_modules[\\/]/.test(line);
  const lines = stripVTControlCharacters(message).split('\n').filter(isOurs);
  for (const line of lines.slice(0, SHOWN)) print(`    ${line}`);
  if (lines.length > SHOWN) print(`    … ${lines.length - SHOWN} more lines in ${LOGS}`);
}

/** Steps as they run: light ones that follow each other side by side, the others alone. */
function inTwos(plan) {
  const groups = [];
  for (const step of plan) {
    const last = groups.at(-1);
    if (step.isLight && last?.length === 1 && last[0].isLight) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

/** Runs one step and says how it went. */
async function runStep({ name, run }) {
  const started = performance.now();
  const result = await run();
  const counts = [
    `${result.passed} passed`,
    ...(result.failed > 0 ? [`${result.failed} FAILED`] : []),
    ...(result.skipped.length > 0 ? [`${result.skipped.length} skipped`] : []),
  ];
  print(`${result.failed > 0 ? '✗' : '✓'} ${name.padEnd(12)} ${counts.join(', ')}  (${duration(performance.now() - started)})`);
  return result;
}

await main(async () => {
  await ensureInstalled();
  const plan = chosen(steps());
  await installTestTools(
    plan.map(({ name }) => name),
    print,
  );

  const results = [];
  for (const steps of inTwos(plan)) {
    results.push(...(await Promise.all(steps.map(runStep))));
    // Everything after a failed build would fail for the same reason, many times over.
    if (steps[0].name === 'build' && results[0].failed > 0) break;
  }

  const total = sum(results);
  if (findRedis() === undefined && plan.some(({ name }) => name === 'server'))
    total.skipped.push('server › everything that needs Redis: no redis-server here');
  total.failures.forEach(printFailure);
  if (total.skipped.length > 0) print(`\nSkipped:\n${total.skipped.map((name) => `  - ${name}`).join('\n')}`);
  print(`\nLogs: ${LOGS}`);
  print(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});
