import { type Browser, chromium, type Page } from '@playwright/test';
import { startProduct, type Product } from '../../support/product.ts';
import { amount, type BenchContext, duration, type Finding, type Measure, quantile } from '../measure.ts';
import { manyMonitors } from '../many-monitors.ts';

/** The lab profile of the budgets. @see ux B */
const PROFILE = { latency: 150, downloadThroughput: (1.6 * 1_024 * 1_024) / 8, uploadThroughput: (750 * 1_024) / 8, offline: false };
const SLOWDOWN = 4;
const LOADS = 5;
const MONITORS = 30;
const LARGE = 1_000;

/** What the page has told of itself. */
interface Signs {
  lcp: number;
  cls: number;
  /** Milliseconds beyond 50 of every long task. */
  blocked: number;
  /** Longest time from an interaction to the next picture. */
  inp: number;
}
declare global {
  interface Window {
    signs: Signs;
  }
}

interface Load extends Signs {
  requests: number;
  foreign: number;
  bytes: number;
}

/** The page as a browser on a slow phone meets it. */
export const browser: Measure = {
  name: 'browser',
  async run(context) {
    const browserProcess = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    });
    try {
      return [...(await usual(context, browserProcess)), ...(await large(context, browserProcess))];
    } finally {
      await browserProcess.close();
    }
  },
};

async function usual(context: BenchContext, browserProcess: Browser): Promise<Finding[]> {
  const product = await startProduct();
  try {
    context.say(`  filling ${MONITORS} monitors`);
    await product.cli('demo', '--monitors', String(MONITORS), '--days', context.isQuick ? '7' : '90');
    await shown(product, 'phone-support');
    const loads: Load[] = [];
    for (let i = 0; i < (context.isQuick ? 1 : LOADS); i++) loads.push(await slowLoad(browserProcess, product.url));
    const median = (of: (load: Load) => number): number => quantile(loads.map(of), 0.5);
    const note = `${loads.length} loads, 150 ms RTT, 1.6 Mbit/s, CPU ÷ ${SLOWDOWN}, 412 px`;
    return [
      duration(
        context,
        `largest paint, ${MONITORS} monitors`,
        median((load) => load.lcp),
        600,
        note,
      ),
      amount('layout shift, while it changes too', Math.max(...loads.map((load) => load.cls)), '', 0.01),
      duration(
        context,
        'blocked before it answers (TBT)',
        median((load) => load.blocked),
        100,
      ),
      duration(
        context,
        'longest interaction (INP)',
        median((load) => load.inp),
        100,
      ),
      amount(
        'requests before a hand is on it',
        median((load) => load.requests),
        '',
        6,
      ),
      amount('requests to somebody else', Math.max(...loads.map((load) => load.foreign)), '', 0),
      amount('sent to the browser', median((load) => load.bytes) / 1_024, 'KB', 120),
    ];
  } finally {
    await product.stop();
  }
}

async function slowLoad(browserProcess: Browser, url: string): Promise<Load> {
  const context = await browserProcess.newContext({ viewport: { width: 412, height: 900 }, serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', PROFILE);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    let bytes = 0;
    const asked: string[] = [];
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    page.on('request', (request) => asked.push(request.url()));
    await page.addInitScript(observe);
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForFunction(() => document.querySelector('[ngh], [jsaction]') !== null || document.readyState === 'complete');
    // What is asked for while the page stands still belongs to the load; the stream of changes is asked for as well.
    await page.waitForTimeout(2_000);
    const requests = asked.filter((address) => !address.startsWith('data:'));
    await interact(page);
    const signs = await page.evaluate(() => window.signs);
    const origin = new URL(url).origin;
    return { ...signs, requests: requests.length, foreign: requests.filter((address) => new URL(address).origin !== origin).length, bytes };
  } finally {
    await context.close();
  }
}

/** Runs inside the page, before anything of its own. */
function observe(): void {
  const signs: Signs = { lcp: 0, cls: 0, blocked: 0, inp: 0 };
  window.signs = signs;
  const watch = (type: string, each: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({
      type,
      buffered: true,
      durationThreshold: 16,
    } as PerformanceObserverInit);
  watch('largest-contentful-paint', (entry) => (signs.lcp = entry.startTime));
  watch('layout-shift', (entry) => {
    const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!shift.hadRecentInput) signs.cls += shift.value;
  });
  watch('longtask', (entry) => (signs.blocked += Math.max(0, entry.duration - 50)));
  watch('event', (entry) => {
    if ((entry as PerformanceEntry & { interactionId?: number }).interactionId) signs.inp = Math.max(signs.inp, entry.duration);
  });
}

/** What people do first: open and close a group or a disclosure, move along the days. */
async function interact(page: Page): Promise<void> {
  const handle = page.locator('main summary, main button[aria-expanded]').first();
  if ((await handle.count()) > 0) {
    await handle.click();
    await handle.click();
  }
  const days = page.locator('main input[type=range]').first();
  if ((await days.count()) > 0) {
    await days.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
  }
  await page.waitForTimeout(300);
}

async function large(context: BenchContext, browserProcess: Browser): Promise<Finding[]> {
  const count = context.isQuick ? 100 : LARGE;
  const product = await startProduct();
  try {
    context.say(`  filling ${count} monitors`);
    await product.cli('demo', '--monitors', '30', '--days', context.isQuick ? '7' : '90');
    await manyMonitors(product, count);
    await shown(product, `many-${count}`);
    const fresh: number[] = [];
    for (const zone of ['Asia/Tokyo', 'America/New_York', 'Australia/Sydney', 'Africa/Cairo', 'Asia/Kolkata']) {
      const start = performance.now();
      await (await fetch(`${product.url}/?tz=${encodeURIComponent(zone)}`)).arrayBuffer();
      fresh.push(performance.now() - start);
    }
    const browserContext = await browserProcess.newContext({ viewport: { width: 1_440, height: 900 } });
    const page = await browserContext.newPage();
    await page.goto(product.url, { waitUntil: 'load' });
    await page.waitForTimeout(3_000);
    const frames = await page.evaluate(scroll);
    await browserContext.close();
    return [
      duration(
        context,
        `fresh page of ${count} monitors, median of ${fresh.length}`,
        quantile(fresh, 0.5),
        300,
        'data, render and compression',
      ),
      duration(
        context,
        `scrolling through ${count} monitors, p95 of a frame`,
        quantile(frames, 0.95),
        50,
        'no GPU here: software rendering on shared cores',
      ),
    ];
  } finally {
    await product.stop();
  }
}

/** Runs inside the page. @returns milliseconds between pictures while it scrolls from top to bottom */
async function scroll(): Promise<number[]> {
  const times: number[] = [];
  const step = Math.max(100, document.documentElement.scrollHeight / 150);
  let last = performance.now();
  for (let top = 0; top < document.documentElement.scrollHeight; top += step) {
    window.scrollTo(0, top);
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    times.push(now - last);
    last = now;
  }
  return times;
}

/** Waits until the home page names a monitor. */
async function shown(product: Product, tag: string): Promise<void> {
  for (let i = 0; i < 120; i++) {
    if ((await (await fetch(`${product.url}/`)).text()).includes(tag)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`The page never showed ${tag}`);
}
