// What the test runners wrote, in one shape.

/**
 * @typedef {{ name: string, message: string }} Failure
 * @typedef {{ passed: number, failed: number, skipped: string[], failures: Failure[] }} Results
 */

/** @returns {Results} */
export const noResults = () => ({ passed: 0, failed: 0, skipped: [], failures: [] });

/** One thing that either holds or does not, like a build. @returns {Results} */
export const oneResult = (name, ok, message = '') => ({
  passed: ok ? 1 : 0,
  failed: ok ? 0 : 1,
  skipped: [],
  failures: ok ? [] : [{ name, message }],
});

/** @param {Results[]} all  @returns {Results} */
export const sum = (all) => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failed: all.reduce((total, { failed }) => total + failed, 0),
  skipped: all.flatMap(({ skipped }) => skipped),
  failures: all.flatMap(({ failures }) => failures),
});

/**
 * Jest's `--json` report, which Vitest's json reporter shares. A file that could not be run counts as one failure.
 * @param {object} report  @param {string} project  @returns {Results}
 */
export function readJest(report, project) {
  const results = noResults();
  for (const file of report.testResults) {
    const tests = file.assertionResults;
    if (file.status === 'failed' && !tests.some(({ status }) => status === 'failed')) {
      results.failed += 1;
      results.failures.push({ name: `${project} › ${file.name}`, message: file.message ?? '' });
    }
    for (const test of tests) {
      const name = `${project} › ${test.fullName}`;
      if (test.status === 'passed') results.passed += 1;
      else if (test.status === 'failed') {
        results.failed += 1;
        results.failures.push({ name, message: (test.failureMessages ?? []).join('\n') });
      } else results.skipped.push(name);
    }
  }
  return results;
}

/** Playwright's json report. A test that passed on a retry has passed; an error outside tests counts as one failure. @returns {Results} */
export function readPlaywright(report) {
  const results = noResults();
  for (const error of report.errors) {
    results.failed += 1;
    results.failures.push({ name: 'browser', message: error.stack ?? error.message ?? '' });
  }
  const visit = (suite, path) => {
    for (const spec of suite.specs ?? []) {
      const name = ['browser', ...path, spec.title].join(' › ');
      for (const test of spec.tests) {
        if (test.status === 'skipped') results.skipped.push(name);
        else if (test.status === 'unexpected') {
          results.failed += 1;
          results.failures.push({
            name,
            message: test.results.flatMap(({ errors }) => errors.map(({ stack, message }) => stack ?? message)).join('\n'),
          });
        } else results.passed += 1;
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, [...path, inner.title]);
  };
  for (const suite of report.suites) visit(suite, [suite.title]);
  return results;
}
