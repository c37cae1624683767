// The steps of `npm test`, each of which ends in counted results.
import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build, failuresOf, nx } from './build.mjs';
import { findChromium } from './debian.mjs';
import { run } from './processes.mjs';
import { noResults, oneResult, readJest, readPlaywright } from './results.mjs';
import { ROOT, inRoot, nodeBinary, packageCommand, toolEnvironment } from './workspace.mjs';

/** Full output of every step, one file each. */
export const LOGS = inRoot('.data/test-logs');
/** Longest time of one step, milliseconds: something hangs, and the rest should still be told. */
const PATIENCE = 10 * 60_000;
const LONG_PATIENCE = 30 * 60_000;
const patience = () => (isLong() ? LONG_PATIENCE : PATIENCE);

/** What tests get of the surroundings. Settings of a product that runs on this machine stay out, or they would write into its database. */
const SURROUNDINGS = /^(PATH|HOME|USER|LOGNAME|SHELL|TERM|TMPDIR|TZ|LANG|LC_.+|XDG_.+|CI|CHROMIUM|(NX|NG|PLAYWRIGHT|npm)_.+|FORCE_COLOR)$/;
const testEnvironment = (more = {}) =>
  Object.fromEntries(Object.entries(toolEnvironment({ FORCE_COLOR: '0', ...more })).filter(([name]) => SURROUNDINGS.test(name)));

const projectFolders = () =>
  [...fs.readdirSync(inRoot('libs')).map((name) => `libs/${name}`), 'database', 'server', 'admin-ui', 'public-ui', 'tools'].filter(
    (folder) => fs.existsSync(inRoot(folder, 'project.json')),
  );

const logFile = (step) => path.join(LOGS, `${step.replaceAll(/[^\w-]+/g, '-')}.log`);
const reportFile = (step) => path.join(LOGS, `${step.replaceAll(/[^\w-]+/g, '-')}.json`);

function keepLog(step, output) {
  fs.mkdirSync(LOGS, { recursive: true });
  fs.writeFileSync(logFile(step), output);
}

/** Runs a Node script of an installed package, keeping its output. */
async function runLogged(step, args, more = {}) {
  const result = await run(nodeBinary(), args, { cwd: ROOT, env: testEnvironment(more.env), timeout: patience() });
  keepLog(step, result.output);
  return result;
}

/** Last lines of an output without colours: compilers and linters sum up at the end. */
const tail = (output, lines = 60) => stripVTControlCharacters(output).trim().split('\n').slice(-lines).join('\n');

/** A report that a runner left, or one failure when it left none. */
function readReport(step, { code, output, timedOut }, read) {
  const file = reportFile(step);
  if (timedOut) return oneResult(step, false, `did not end within ${patience() / 60_000} minutes\n${tail(output, 20)}`);
  if (!fs.existsSync(file)) return oneResult(step, false, tail(output));
  const results = read(JSON.parse(fs.readFileSync(file, 'utf8')));
  // A runner that fails without a failed test says why only in its output: coverage, set-up, tear-down.
  if (code !== 0 && results.failed === 0) return { ...results, failed: 1, failures: [{ name: step, message: tail(output) }] };
  return results;
}

function clearReport(step) {
  fs.mkdirSync(LOGS, { recursive: true });
  fs.rmSync(reportFile(step), { force: true });
}

async function checkBuild() {
  const { ok, output } = await build();
  keepLog('build', output);
  return oneResult('build', ok, failuresOf(output));
}

/** The builds leave specs out; this checks them, with everything else of the Node side as one program, and then the browser journeys. */
async function checkTypes() {
  const [node, e2e] = [
    await runLogged('types', [packageCommand('tsc'), '-p', 'tools/typecheck']),
    await runLogged('types-e2e', [packageCommand('tsc'), '-p', 'e2e']),
  ];
  return oneResult('types', node.code === 0 && e2e.code === 0, tail(node.output + e2e.output));
}

async function checkLint() {
  const { code, output } = await nx(['run-many', '-t', 'lint', '--outputStyle=static']);
  keepLog('lint', output);
  return oneResult('lint', code === 0, failuresOf(output));
}

async function runJest(folder, name) {
  clearReport(name);
  const jest = [
    packageCommand('jest'),
    '-c',
    `${folder}/jest.config.mjs`,
    '--passWithNoTests',
    '--json',
    `--outputFile=${reportFile(name)}`,
  ];
  const result = await runLogged(name, ['--experimental-vm-modules', '--no-warnings', ...jest]);
  return readReport(name, result, (report) => readJest(report, name));
}

async function runVitest(name) {
  clearReport(name);
  const options = ['--watch=false', '--reporters=json', `--outputFile=${reportFile(name)}`];
  const result = await runLogged(name, [packageCommand('nx'), 'run', `${name}:test`, ...options]);
  return readReport(name, result, (report) => readJest(report, name));
}

/** Journeys that `npm test` leaves out for the time they take; `--long` walks them as well. */
const isLong = () => process.argv.includes('--long');

async function runBrowser() {
  const chromium = findChromium();
  if (chromium === undefined) {
    return { ...noResults(), skipped: ['browser tests: no Chromium here (apt-get install chromium, or name one in CHROMIUM)'] };
  }
  clearReport('browser');
  const env = { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile('browser') };
  const journeys = isLong() ? [] : ['--grep-invert', '@long'];
  const result = await runLogged('browser', [packageCommand('playwright'), 'test', '-c', 'e2e/playwright.config.ts', ...journeys], { env });
  return readReport('browser', result, readPlaywright);
}

/** A tool of ours that exits 0 when something committed is up to date. */
const check = (step, args) => async () => {
  const { code, output } = await runLogged(step, args);
  return oneResult(step, code === 0, tail(output));
};

/**
 * `{ name, run, isLight }` for every step, in order. `name` is what `--only` takes: a project's name or the name of a check.
 * A light step keeps one core busy, so two of them run at once; the others want the machine for themselves. Journeys and chaos wait for real
 * minutes most of the time, each with a product of its own.
 */
export function steps() {
  const projects = projectFolders().map((folder) => ({ folder, ...JSON.parse(fs.readFileSync(inRoot(folder, 'project.json'), 'utf8')) }));
  const jest = projects.filter(({ folder }) => fs.existsSync(inRoot(folder, 'jest.config.mjs')));
  const vitest = projects.filter(({ targets }) => targets.test?.executor === '@angular/build:unit-test');
  return [
    { name: 'build', run: checkBuild },
    {
      name: 'format',
      isLight: true,
      run: check('format', [
        packageCommand('prettier'),
        '--check',
        '--log-level=warn',
        '--cache',
        '--cache-location=node_modules/.cache/clarion/prettier',
        '.',
      ]),
    },
    { name: 'types', isLight: true, run: checkTypes },
    { name: 'lock', isLight: true, run: check('lock', ['tools/check-lock.mjs']) },
    { name: 'bundle', isLight: true, run: check('bundle', ['tools/scan-bundle.mjs']) },
    { name: 'lint', run: checkLint },
    ...jest.map(({ folder, name }) => ({ name, run: () => runJest(folder, name) })),
    ...vitest.map(({ name }) => ({ name, isLight: true, run: () => runVitest(name) })),
    { name: 'api-client', isLight: true, run: check('api-client', ['tools/api-client.mjs', '--check']) },
    { name: 'readme', isLight: true, run: check('readme', ['tools/readme.mjs', '--check']) },
    { name: 'browser', isLight: true, run: runBrowser },
    { name: 'chaos', isLight: true, run: check('chaos', ['e2e/chaos/run.ts', '--quick']) },
  ];
}
