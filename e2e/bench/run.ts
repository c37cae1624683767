import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { calibrate } from './calibrate.ts';
import type { BenchContext, Finding, Measure } from './measure.ts';
import { api } from './measures/api.ts';
import { browser } from './measures/browser.ts';
import { checks } from './measures/checks.ts';
import { deliveries } from './measures/deliveries.ts';
import { heartbeats } from './measures/heartbeats.ts';
import { page } from './measures/page.ts';
import { streams } from './measures/streams.ts';

const MEASURES: readonly Measure[] = [page, browser, streams, api, heartbeats, deliveries, ...checks];
const REPORT = path.resolve(import.meta.dirname, '../../bench/report.json');

const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const wanted = options.only === undefined ? MEASURES : MEASURES.filter(({ name }) => options.only!.split(',').includes(name));
if (wanted.length === 0) {
  say(`There is no part “${options.only}”. There are: ${MEASURES.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
say('Calibrating …');
const context: BenchContext = { isQuick: options.quick, calibration: calibrate(), say };
const findings: Finding[] = [];
let isComplete = true;
for (const measure of wanted) {
  say(`\n${measure.name} …`);
  try {
    findings.push(...(await measure.run(context)));
  } catch (error) {
    isComplete = false;
    say(`  ${measure.name} was not measured: ${error instanceof Error ? error.message : String(error)}`);
  }
}
printTable(findings);
writeReport(findings);
process.exitCode = !isComplete || (findings.some(({ isWithin }) => isWithin === false) && !context.isQuick) ? 1 : 0;

function printTable(rows: readonly Finding[]): void {
  const widths = [
    Math.max(...rows.map(({ what }) => what.length)),
    Math.max(...rows.map(({ value }) => value.length)),
    Math.max(...rows.map(({ budget }) => budget.length)),
  ];
  process.stdout.write(
    `\n${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB; load generator, server and database share them. Calibration ${Math.round(context.calibration)}/s.\n`,
  );
  if (context.isQuick) process.stdout.write('A smoke run: budgets are shown, not judged.\n');
  process.stdout.write('\n');
  for (const { what, value, budget, isWithin, ratio, note } of rows) {
    const mark = isWithin === null ? ' ' : isWithin ? '✓' : '✗';
    const cells = [
      what.padEnd(widths[0]!),
      value.padStart(widths[1]!),
      budget.padStart(widths[2]!),
      ratio === null ? ''.padStart(9) : ratio.toPrecision(3).padStart(9),
    ];
    process.stdout.write(`${mark} ${cells.join('  ')}${note === undefined ? '' : `  ${note}`}\n`);
  }
}

function writeReport(rows: readonly Finding[]): void {
  mkdirSync(path.dirname(REPORT), { recursive: true });
  const report = {
    at: new Date().toISOString(),
    quick: context.isQuick,
    cores: cpus().length,
    cpu: cpus()[0]?.model,
    node: process.version,
    calibration: context.calibration,
    findings: rows,
  };
  writeFileSync(REPORT, `${JSON.stringify(report, null, 2)}\n`);
}
