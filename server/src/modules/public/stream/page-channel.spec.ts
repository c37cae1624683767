import type { MonitorSnapshot, PageSnapshot, StreamDelta } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import { aMonitor, anIncident, aPage, UTC } from '../../../../test/pages/facts.js';
import { pageSnapshot } from '../../pages/snapshot/page-snapshot.js';
import { incidentSnapshot } from '../../pages/snapshot/events/event-snapshots.js';
import { PageChannel } from './page-channel.js';

const ROW = pageSnapshot(aPage([aMonitor()]), UTC).monitors[0]!;
const row = (tag: string, changes: Partial<MonitorSnapshot> = {}): MonitorSnapshot => ({ ...ROW, tag, ...changes });
const page = (version: number, monitors: readonly MonitorSnapshot[], changes: Partial<PageSnapshot> = {}): PageSnapshot => ({
  ...pageSnapshot(aPage([], { version }), UTC),
  monitors,
  ...changes,
});

interface Heard {
  name: string;
  id: string;
  data: Partial<StreamDelta> & { now?: number };
}

/** A reader that keeps what it is told. */
function reader() {
  const heard: Heard[] = [];
  const write = (text: string): void => {
    const [, name, id, data] = /^event: (.*)\nid: (.*)\ndata: (.*)\n\n$/.exec(text) ?? [];
    heard.push({ name: name!, id: id!, data: JSON.parse(data!) as Heard['data'] });
  };
  return { write, heard, last: () => heard.at(-1)!, bytes: () => JSON.stringify(heard.at(-1)!.data).length };
}
const tags = ({ data }: Heard): string[] => data.monitors!.map(({ tag }) => tag);

describe('PageChannel', () => {
  it('greets with the version it holds', () => {
    const ada = reader();
    new PageChannel(page(7, [row('a')])).join(ada, undefined, 1_000);
    expect(ada.heard).toEqual([{ name: 'hello', id: '1.7', data: { version: '1.7', now: 1_000 } }]);
  });

  it('tells everybody of rows with news, and of others only their newest check', () => {
    const channel = new PageChannel(page(1, [row('a'), row('b')]));
    const [ada, bo] = [reader(), reader()];
    channel.join(ada, undefined, 0);
    channel.join(bo, undefined, 0);
    channel.publish(page(2, [row('a', { status: 'DOWN' }), row('b', { lastCheckedAt: 5, latencyMs: 80 })]));
    expect(ada.last()).toMatchObject({ name: 'delta', id: '1.2', data: { version: '1.2', freshness: 'live', readings: [['b', 5, 80]] } });
    expect(tags(ada.last())).toEqual(['a', 'b']);
    expect(bo.last()).toEqual(ada.last());
    expect(bo.last().data.banner).toBeDefined();
  });

  it('tells nothing twice', () => {
    const channel = new PageChannel(page(1, [row('a')]));
    const ada = reader();
    channel.join(ada, undefined, 0);
    channel.publish(page(1, [row('a')]));
    expect(ada.heard).toHaveLength(1);
    channel.leave(ada);
    channel.publish(page(2, [row('a', { status: 'DOWN' })]));
    expect(ada.heard).toHaveLength(1);
    expect(channel.size).toBe(0);
  });

  it.each<[string, PageSnapshot]>([
    ['a row came', page(2, [row('a'), row('b')])],
    ['a row went', page(2, [])],
    ['the page was renamed', { ...page(2, [row('a')]), page: { ...page(2, []).page, title: 'New' } }],
    ['a day began', page(2, [row('a')], { dayStarts: [1, 2] })],
  ])('asks for a reload when %s', (_name, after) => {
    const channel = new PageChannel(page(1, [row('a')]));
    const ada = reader();
    channel.join(ada, undefined, 0);
    channel.publish(after);
    expect(ada.last()).toMatchObject({ name: 'reload', id: '1.2' });
  });

  it('keeps a quiet minute of a hundred monitors small, and tells every curve in turn', () => {
    const all = Array.from({ length: 100 }, (_, index) => row(`monitor-${index}`));
    const channel = new PageChannel(page(0, all));
    const ada = reader();
    channel.join(ada, undefined, 0);
    const told = new Set<string>();
    for (let version = 1; version <= 100; version += 1) {
      const moved = all.map((each) => ({ ...each, lastCheckedAt: version * 60, latencyMs: version, sparkline: [version] }));
      channel.publish(page(version, moved));
      expect(ada.bytes()).toBeLessThan(5_500);
      expect(ada.last().data.readings).toHaveLength(100);
      for (const tag of tags(ada.last())) told.add(tag);
    }
    expect(told.size).toBe(100);
  });

  it('tells the events of a page whole when any of them changed, and not otherwise', () => {
    const channel = new PageChannel(page(1, [row('a')]));
    const ada = reader();
    channel.join(ada, undefined, 0);
    channel.publish(page(2, [row('a', { status: 'DOWN' })]));
    expect(ada.last().data.events).toBeUndefined();
    const incidents = [incidentSnapshot(anIncident(), new Map())];
    channel.publish(page(3, [row('a', { status: 'DOWN' })], { incidents }));
    expect(ada.last()).toMatchObject({ name: 'delta', data: { monitors: [], events: { incidents, maintenances: [] } } });
    channel.publish(page(4, [row('a', { status: 'UP' })], { incidents }));
    expect(ada.last().data.events).toBeUndefined();
    const bo = reader();
    channel.join(bo, '1.1', 9);
    expect(bo.last().data.events).toMatchObject({ incidents: [{ id: 1 }] });
    const cy = reader();
    channel.join(cy, '1.3', 9);
    expect(cy.last().data.events).toBeUndefined();
  });

  it('lets a reader go on from a version it held, with every row that had news since', () => {
    const channel = new PageChannel(page(1, [row('a'), row('b'), row('c')]));
    channel.publish(page(2, [row('a', { status: 'DOWN' }), row('b'), row('c')]));
    channel.publish(page(3, [row('a', { status: 'DOWN' }), row('b', { status: 'DEGRADED' }), row('c')]));
    const bo = reader();
    channel.join(bo, '1.1', 9);
    expect(bo.heard[0]).toEqual({ name: 'hello', id: '1.1', data: { version: '1.1', now: 9 } });
    expect(bo.last()).toMatchObject({ name: 'delta', id: '1.3' });
    expect(tags(bo.last())).toEqual(['a', 'b']);
    const cy = reader();
    channel.join(cy, '1.2', 9);
    expect(tags(cy.last())).toEqual(['b']);
    const current = reader();
    channel.join(current, '1.3', 9);
    expect(current.heard).toHaveLength(1);
  });

  it.each(['0.9', '1.99', 'x', ''])('tells a reader that comes with %p what it holds, so that it reads the page anew', (lastEventId) => {
    const channel = new PageChannel(page(1, [row('a')]));
    channel.publish(page(2, [], {}));
    channel.publish(page(3, []));
    const ada = reader();
    channel.join(ada, lastEventId, 0);
    expect(ada.heard).toEqual([{ name: 'hello', id: '1.3', data: { version: '1.3', now: 0 } }]);
    const before = reader();
    channel.join(before, '1.1', 0);
    expect(before.heard).toEqual(ada.heard);
  });

  it('tells that a page is not confirmed any more', () => {
    const channel = new PageChannel(page(1, [row('a')]));
    const ada = reader();
    channel.join(ada, undefined, 0);
    channel.publish(page(1, [row('a')], { version: '1.1d', freshness: 'delayed', delayedSince: 50 }));
    expect(ada.last()).toMatchObject({ name: 'delta', data: { freshness: 'delayed', delayedSince: 50, monitors: [] } });
  });

  it('tells how an incident ended to whoever still has it, and not that this is forgotten later', () => {
    const ada = reader();
    const open = incidentSnapshot(anIncident(), new Map());
    const ended = { ...open, state: 'RESOLVED' as const };
    const channel = new PageChannel(page(1, [row('a')], { incidents: [open] }));
    channel.join(ada, undefined, 1_000);
    channel.publish(page(2, [row('a')], { incidents: [], justResolved: [ended] }));
    expect(ada.last().data.events).toMatchObject({ incidents: [], justResolved: [{ state: 'RESOLVED' }] });
    channel.publish(page(3, [row('a')], { incidents: [], justResolved: [{ ...ended, updateCount: 9 }] }));
    expect(ada.last().data.events?.justResolved?.[0]?.updateCount).toBe(9);
    channel.publish(page(4, [row('a')], { incidents: [] }));
    expect(ada.last().data.events).toBeUndefined();
  });
});
