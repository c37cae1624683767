import type { Snapshot } from '@clarion/contract';
import type { Type } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';

import type { ServerEvent, StreamOptions } from '../src/app/live/event-stream.ts';
import { ServerLink } from '../src/app/live/server-link.ts';
import { TabGroup } from '../src/app/live/tab-group.ts';
import { INITIAL_SNAPSHOT } from '../src/app/state/snapshot-state.ts';
import { EVENT_BLOCK, INCIDENTS_BLOCK, isEventPage, PAST_BLOCK, SnapshotStore } from '../src/app/state/snapshot-store.ts';

/** The network at the edge: answers are queued by the test, streams are held by it. Everything behind it is real. */
export class FakeLink {
  readonly asked: { url: string; etag: string | null }[] = [];
  readonly answers: Response[] = [];
  readonly streams: FakeStream[] = [];

  fetch(url: string, init?: RequestInit): Promise<Response> {
    this.asked.push({ url, etag: new Headers(init?.headers).get('if-none-match') });
    const answer = this.answers.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError('Failed to fetch'));
  }

  stream(url: string, options: StreamOptions): Promise<void> {
    const stream = new FakeStream(url, options);
    this.streams.push(stream);
    return stream.ended;
  }

  /** The stream that is open now. @throws Error when none was opened */
  get line(): FakeStream {
    const line = this.streams.at(-1);
    if (!line) throw new Error('No stream was opened');
    return line;
  }

  willAnswer(snapshot: Snapshot, headers: Readonly<Record<string, string>> = {}): void {
    this.answers.push(Object.assign(new Response(null, { headers }), { json: () => Promise.resolve(snapshot) }));
  }
}

export class FakeStream {
  readonly ended: Promise<void>;
  private finish: () => void = () => undefined;
  readonly url: string;
  readonly options: StreamOptions;

  constructor(url: string, options: StreamOptions) {
    this.url = url;
    this.options = options;
    this.ended = new Promise((resolve) => {
      this.finish = resolve;
    });
    options.signal.addEventListener('abort', () => this.finish());
  }

  get isClosed(): boolean {
    return this.options.signal.aborted;
  }

  send(name: string, data: unknown): void {
    const event: ServerEvent = { name, data: JSON.stringify(data), id: null };
    this.options.emit(event);
  }

  beat(): void {
    this.options.emit(null);
  }

  /** The server hangs up. */
  hangUp(): void {
    this.finish();
  }
}

/** A group of one tab, which leads. */
const ALONE: Pick<TabGroup, 'join' | 'tell'> = { join: (_name, { lead }) => lead(), tell: () => undefined };

/** Real services over a snapshot; the network and the other tabs are fakes. No block of the page is asleep. */
export const setUp = (snapshot: Snapshot): { link: FakeLink; store: SnapshotStore } => {
  const link = new FakeLink();
  TestBed.configureTestingModule({
    providers: [
      { provide: INITIAL_SNAPSHOT, useValue: snapshot },
      { provide: ServerLink, useValue: link },
      { provide: TabGroup, useValue: ALONE },
    ],
  });
  const store = TestBed.inject(SnapshotStore);
  if (snapshot.kind === 'page') snapshot.sections.forEach(({ id }) => store.awoke(id));
  if (snapshot.kind === 'page') [INCIDENTS_BLOCK, PAST_BLOCK].forEach((block) => store.awoke(block));
  if (snapshot.kind === 'monitor') store.awoke('monitor');
  if (isEventPage(snapshot)) store.awoke(EVENT_BLOCK);
  return { link, store };
};

/** Draws a component with some inputs. */
export const draw = async <Component>(
  type: Type<Component>,
  inputs: Readonly<Record<string, unknown>> = {},
): Promise<ComponentFixture<Component>> => {
  const fixture = TestBed.createComponent(type);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  return fixture;
};

/** Lets everything happen that waits for nothing but its turn. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Texts of the cells of table rows. */
export const cellsOf = (rows: Iterable<Element>): string[] => [...rows].map((row) => [...row.children].map(textOf).join(' | '));

/** Text of an element as a reader gets it: white space collapsed. */
export const textOf = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
