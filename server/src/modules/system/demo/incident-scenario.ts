import type { Impact, IncidentState } from '@clarion/contract';

/** An entry of a story, so many minutes after its beginning. */
export interface DemoUpdate {
  after: number;
  state: IncidentState;
  comment: string;
  /** What changes for which service from then on, by tag. */
  impacts?: Readonly<Record<string, Impact>>;
  /** The next update is promised so many minutes later. */
  promise?: number;
}

/** One incident of the demonstration. */
export interface DemoIncident {
  title: string;
  /** Minutes before the present. */
  startedAgo: number;
  isGlobal: boolean;
  /** From the start on, by tag. */
  impacts: Readonly<Record<string, Impact>>;
  /** The first one is dated at the start. */
  updates: readonly [DemoUpdate, ...DemoUpdate[]];
  report?: string;
}

const DAY = 1_440;

/** What went wrong in the last month, the oldest first; the last one goes on. */
export const DEMO_INCIDENTS: readonly DemoIncident[] = [
  {
    title: 'Order confirmations arrive late',
    startedAgo: 26 * DAY + 310,
    isGlobal: false,
    impacts: { 'email-sending': 'DEGRADED' },
    updates: [
      { after: 0, state: 'INVESTIGATING', comment: 'Order confirmations take up to **20 minutes** to arrive. Orders themselves are fine.' },
      {
        after: 35,
        state: 'IDENTIFIED',
        comment: 'Our mail provider limits us after a campaign. We are moving confirmations to their own queue.',
      },
      { after: 80, state: 'RESOLVED', comment: 'The queue is empty again; confirmations arrive within seconds.' },
    ],
  },
  {
    title: 'Orders API answers with errors',
    startedAgo: 17 * DAY + 95,
    isGlobal: true,
    impacts: { 'api-orders': 'DOWN', webhooks: 'DEGRADED' },
    updates: [
      { after: 0, state: 'INVESTIGATING', comment: 'About a third of the requests to the Orders API fail with `503`.' },
      {
        after: 12,
        state: 'IDENTIFIED',
        comment: 'A change of this morning used up the connections to the orders database. We are rolling it back.',
      },
      {
        after: 24,
        state: 'MONITORING',
        comment: 'The change is rolled back and errors are gone. Events that were held back are being delivered.',
        impacts: { 'api-orders': 'UP' },
      },
      { after: 52, state: 'RESOLVED', comment: 'All events are delivered. Nothing was lost.' },
    ],
    report:
      '## What happened\n\nA deployment doubled the number of workers without raising the limit of database connections. ' +
      'Once traffic rose, new connections were refused.\n\n## What we change\n\n' +
      '- Workers share a pool whose size is checked before a deployment.\n- The alert on refused connections fires after one minute, not ten.',
  },
  {
    title: 'Sandbox unavailable',
    startedAgo: 9 * DAY + 700,
    isGlobal: false,
    impacts: { sandbox: 'DOWN' },
    updates: [
      { after: 0, state: 'IDENTIFIED', comment: 'The sandbox is being restored from its nightly copy after a failed clean-up.' },
      { after: 41, state: 'RESOLVED', comment: 'The sandbox is back, as it was last night.' },
    ],
  },
  {
    title: 'Slow webhook deliveries',
    startedAgo: 2 * DAY + 205,
    isGlobal: true,
    impacts: { webhooks: 'DEGRADED' },
    updates: [
      { after: 0, state: 'INVESTIGATING', comment: 'Webhooks are delivered with a delay of up to five minutes.' },
      {
        after: 15,
        state: 'MONITORING',
        comment: 'One slow receiver held up the others; it has a lane of its own now. The delay is shrinking.',
      },
      { after: 38, state: 'RESOLVED', comment: 'Deliveries are on time again.' },
    ],
  },
  {
    title: 'Elevated error rates on EU checkout',
    startedAgo: 47,
    isGlobal: true,
    impacts: { 'checkout-eu': 'DOWN' },
    updates: [
      { after: 0, state: 'INVESTIGATING', comment: 'We see failing payments in the EU and are looking into it.' },
      {
        after: 9,
        state: 'IDENTIFIED',
        comment: 'Our card processor reports trouble in one of its regions. Payments by invoice and by voucher work.',
        impacts: { payments: 'DEGRADED' },
      },
      {
        after: 31,
        state: 'MONITORING',
        comment: 'Card payments go through another region now; error rates are falling. **We keep watching.**',
        promise: 60,
      },
    ],
  },
];
