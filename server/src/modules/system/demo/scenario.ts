import type { ManualStatus, MonitorType } from '@clarion/contract';

/** A stretch of trouble, in minutes before the present: from `startedAgo` for `minutes`. */
export interface Trouble {
  startedAgo: number;
  minutes: number;
  status: Exclude<ManualStatus, 'UP'>;
  /** What the check said. */
  reason: string;
  /** Latency while it lasts, as a multiple of the usual one. */
  slowdown: number;
}

/** One monitor of the demonstration. */
export interface DemoMonitor {
  tag: string;
  name: string;
  description: string;
  type: Extract<MonitorType, 'API' | 'HEARTBEAT' | 'NONE'>;
  section: string;
  /** Usual latency and its swing over the day, ms. */
  latency: { base: number; swing: number };
  /** Days of history; newer services have fewer. */
  days: number;
  troubles: readonly Trouble[];
}

/** Secret of the sample heartbeats; they guard nothing. */
export const DEMO_SECRET = 'demonstration';

export interface DemoSection {
  name: string;
  description: string;
  open: 'always' | 'affected' | 'never';
}

/** Sections of the demonstration's home page, in order. */
export const SECTIONS: readonly DemoSection[] = [
  { name: 'Storefront', description: 'What shoppers see and touch.', open: 'always' },
  { name: 'Checkout and payments', description: 'Card processors are run by third parties.', open: 'affected' },
  { name: 'Developer API', description: 'REST and webhooks for partners.', open: 'affected' },
  { name: 'Data and jobs', description: 'Behind the curtain: stores, queues and nightly work.', open: 'affected' },
];

const CAST: readonly (readonly [
  section: number,
  tag: string,
  name: string,
  description: string,
  base: number,
  type?: DemoMonitor['type'],
])[] = [
  [0, 'shop-web', 'Web shop', 'The storefront in all regions.', 180],
  [0, 'search', 'Product search', 'Finds products and spelling mistakes.', 95],
  [0, 'catalogue', 'Catalogue', 'Product pages and prices.', 120],
  [0, 'images', 'Image delivery', 'Pictures in every size.', 40],
  [0, 'accounts', 'Customer accounts', 'Sign-in, profile and order history.', 140],
  [0, 'mobile-app', 'Mobile app gateway', 'What the apps talk to.', 160],
  [0, 'recommendations', 'Recommendations', 'You may also like.', 210],
  [0, 'store-locator', 'Store locator', 'Shops near you.', 110],
  [1, 'checkout-eu', 'Checkout EU', 'Takes orders from EU shops.', 240],
  [1, 'checkout-us', 'Checkout US', 'Takes orders from US shops.', 260],
  [1, 'payments', 'Payments API', 'Authorises and captures.', 310],
  [1, 'card-vault', 'Card vault', 'Keeps card tokens.', 70],
  [1, 'invoices', 'Invoices', 'Writes and mails invoices.', 190],
  [1, 'fraud-check', 'Fraud check', 'Scores each order.', 150],
  [1, 'vouchers', 'Vouchers', 'Gift cards and discounts.', 90],
  [2, 'api-orders', 'Orders API', 'Create and read orders.', 130],
  [2, 'api-stock', 'Stock API', 'Levels in every warehouse.', 85],
  [2, 'api-prices', 'Prices API', 'Bulk price updates.', 100],
  [2, 'webhooks', 'Webhook delivery', 'Tells partners what happened.', 60],
  [2, 'api-auth', 'API sign-in', 'Tokens for partners.', 75],
  [2, 'sandbox', 'Sandbox', 'A safe place to try things.', 220],
  [2, 'docs', 'Developer documentation', 'Guides and reference.', 55],
  [3, 'orders-db', 'Orders database', 'Primary and two replicas.', 12],
  [3, 'event-bus', 'Event bus', 'Carries everything that happens.', 18],
  [3, 'cache', 'Cache', 'Hot data, close by.', 4],
  [3, 'warehouse-sync', 'Warehouse sync', 'Sends a signal after each run.', 0, 'HEARTBEAT'],
  [3, 'nightly-export', 'Nightly export', 'Sends a signal after each run.', 0, 'HEARTBEAT'],
  [3, 'backups', 'Backups', 'Sends a signal after each run.', 0, 'HEARTBEAT'],
  [3, 'phone-support', 'Phone support', 'Set by hand by the support team.', 0, 'NONE'],
  [3, 'email-sending', 'E-mail sending', 'Order confirmations and news.', 330],
];

const REASONS = ['HTTP 503 from the origin', 'Timed out after 10000 ms', 'connect ECONNREFUSED', 'HTTP 502 from the origin'] as const;
const DAY = 1_440;
const SEED = 7_000;

/**
 * The monitors of the demonstration: always the same.
 * @param count how many; past the cast its members come again, numbered
 * @param days of history; every eleventh service is newer
 */
export function demoMonitors(count = CAST.length, days = 90): DemoMonitor[] {
  return Array.from({ length: count }, (_, index) => {
    const [section, tag, name, description, base, type = 'API'] = CAST[index % CAST.length]!;
    const round = Math.floor(index / CAST.length);
    const random = generator(SEED + index);
    const age = index % 11 === 10 ? Math.ceil(days * 0.4) : days;
    return {
      tag: round === 0 ? tag : `${tag}-${round + 1}`,
      name: round === 0 ? name : `${name} ${round + 1}`,
      description,
      type,
      section: SECTIONS[section]!.name,
      latency: { base, swing: Math.round(base * 0.25) },
      days: age,
      troubles: troublesOf(round === 0 ? tag : '', age, random),
    };
  });
}

function troublesOf(tag: string, days: number, random: () => number): Trouble[] {
  const count = Math.floor(random() * 5);
  const troubles: Trouble[] = Array.from({ length: count }, () => {
    const isOutage = random() < 0.55;
    return {
      startedAgo: Math.floor((1 + random() * Math.max(0, days - 2)) * DAY),
      minutes: isOutage ? Math.ceil(3 + random() * random() * 90) : Math.ceil(10 + random() * 180),
      status: isOutage ? 'DOWN' : 'DEGRADED',
      reason: isOutage ? REASONS[Math.floor(random() * REASONS.length)]! : 'Slower than usual',
      slowdown: isOutage ? 8 : 4,
    };
  });
  // Two that last until now, so that the page has a story to tell.
  if (tag === 'checkout-eu')
    troubles.push({ startedAgo: 47, minutes: 60, status: 'DOWN', reason: 'HTTP 503 from the origin', slowdown: 6 });
  if (tag === 'payments') troubles.push({ startedAgo: 39, minutes: 60, status: 'DEGRADED', reason: 'Slower than usual', slowdown: 4 });
  return troubles;
}

/** Small deterministic generator (mulberry32), numbers in [0, 1). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
