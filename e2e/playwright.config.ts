import { defineConfig, type ReporterDescription } from '@playwright/test';

const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ?? 'results/report.json';
const reporters: ReporterDescription[] = [['line'], ['json', { outputFile: report }]];

/**
 * Journeys against the built product: each worker starts one of its own (support/fixtures.ts), on a free port with an empty data directory.
 * The browser is the system's: `CHROMIUM`, or Debian's.
 */
export default defineConfig({
  testDir: 'journeys',
  testMatch: '**/*.e2e.ts',
  outputDir: 'results/artifacts',
  reporter: reporters,
  // They wait most of the time; each worker has a product of its own.
  workers: 2,
  timeout: 60_000,
  // Journeys wait for real minutes on whatever machine there is; what fails twice is broken.
  retries: 1,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] === 'true',
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
