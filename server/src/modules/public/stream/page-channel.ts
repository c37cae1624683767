import { STREAM_EVENTS, type MonitorSnapshot, type PageSnapshot, type StreamDelta, type StreamHello } from '@clarion/contract';
import { changeBetween, eventsOf } from './page-change.js';

/** Where events go. */
export interface Listener {
  write(text: string): void;
}

/** Bytes that an event about nothing in particular may have. @see ux B */
const QUIET_BYTES = 4_096;
/** Versions a reader may have missed and still go on from. */
const REMEMBERED = 120;

/** One server-sent event. Data is JSON on one line; ids are versions. @see reliability SEC-52 */
const eventText = (name: string, id: string, data: unknown): string => `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * Everybody who reads one page in one zone and language. An event is made once for all of them. Rows with news are told at once; rows of
 * which only curves moved are told in turns, as many as fit a small event.
 */
export class PageChannel {
  private readonly listeners = new Set<Listener>();
  /** When each row was last told whole, by tag; lower is longer ago. */
  private readonly toldAt = new Map<string, number>();
  private readonly owed = new Set<string>();
  /** Rows with news by version, oldest first. */
  private past: { version: string; tags: ReadonlySet<string>; hasOtherEvents: boolean }[] = [];
  private turn = 0;

  constructor(private current: PageSnapshot) {
    this.remember([], false);
  }

  get size(): number {
    return this.listeners.size;
  }

  /**
   * Adds a reader and greets it.
   * @param lastEventId version the reader holds: what has changed since is told, when it is known
   */
  join(listener: Listener, lastEventId: string | undefined, now: number): void {
    this.listeners.add(listener);
    const missed = lastEventId === undefined ? null : this.since(lastEventId);
    const hello: StreamHello = { version: missed === null ? this.current.version : lastEventId!, now };
    listener.write(eventText(STREAM_EVENTS.hello, hello.version, hello));
    if (missed === null || lastEventId === this.current.version) return;
    const monitors = this.current.monitors.filter(({ tag }) => missed.tags.has(tag));
    listener.write(this.delta({ monitors, ...this.eventsIf(missed.hasOtherEvents) }));
  }

  leave(listener: Listener): void {
    this.listeners.delete(listener);
  }

  /** Tells everybody of the page's new snapshot. */
  publish(after: PageSnapshot): void {
    if (after.version === this.current.version) return;
    const change = changeBetween(this.current, after);
    this.current = after;
    if (change.kind === 'reload') {
      this.past = [];
      this.owed.clear();
      this.remember([], false);
      this.send(eventText(STREAM_EVENTS.reload, after.version, { version: after.version }));
      return;
    }
    this.remember(change.told, change.hasOtherEvents);
    for (const { tag } of change.quiet) this.owed.add(tag);
    for (const row of change.told) this.mark(row);
    const readings = change.readings.length === 0 ? {} : { readings: change.readings };
    const events = this.eventsIf(change.hasOtherEvents);
    const monitors = [...change.told];
    for (const row of this.inTurn()) {
      const isFirst = monitors.length === 0;
      if (!isFirst && this.delta({ monitors: [...monitors, row], ...readings, ...events }).length > QUIET_BYTES) break;
      monitors.push(row);
      this.mark(row);
    }
    this.send(this.delta({ monitors, ...readings, ...events }));
  }

  /** Tells everybody, word for word; also what is no event, such as a sign of life. */
  send(text: string): void {
    for (const listener of this.listeners) listener.write(text);
  }

  private eventsIf(hasOthers: boolean): Pick<StreamDelta, 'events'> {
    return hasOthers ? { events: eventsOf(this.current) } : {};
  }

  private delta(part: Pick<StreamDelta, 'monitors' | 'readings' | 'events'>): string {
    const { version, generatedAt, freshness, delayedSince, banner } = this.current;
    return eventText(STREAM_EVENTS.delta, version, {
      version,
      generatedAt,
      freshness,
      delayedSince,
      banner,
      ...part,
    } satisfies StreamDelta);
  }

  /** Rows that are owed, those told longest ago first. */
  private inTurn(): MonitorSnapshot[] {
    const rows = this.current.monitors.filter(({ tag }) => this.owed.has(tag));
    return rows.sort((a, b) => (this.toldAt.get(a.tag) ?? -1) - (this.toldAt.get(b.tag) ?? -1));
  }

  private mark({ tag }: MonitorSnapshot): void {
    this.owed.delete(tag);
    this.toldAt.set(tag, this.turn++);
  }

  private remember(told: readonly MonitorSnapshot[], hasOtherEvents: boolean): void {
    this.past.push({ version: this.current.version, tags: new Set(told.map(({ tag }) => tag)), hasOtherEvents });
    if (this.past.length > REMEMBERED) this.past.shift();
  }

  /** Tags of the rows with news since a version, and whether events were among the news; null when that version is not known any more. */
  private since(version: string): { tags: ReadonlySet<string>; hasOtherEvents: boolean } | null {
    const at = this.past.findIndex((each) => each.version === version);
    if (at < 0) return null;
    const missed = this.past.slice(at + 1);
    return { tags: new Set(missed.flatMap(({ tags }) => [...tags])), hasOtherEvents: missed.some((each) => each.hasOtherEvents) };
  }
}
