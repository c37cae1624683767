import { HttpClient, type HttpResponse } from '@angular/common/http';
import { computed, inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { HeldEvent, HeldEventsResponse, HoldAnswer } from '../api/holds.js';
import { toProblem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';

/** Goes with every request that tells people something. */
export const HOLD_HEADERS: Readonly<Record<string, string>> = { 'X-Clarion-Hold': '30' };
/** What was published, and what the server says of its messages. */
export type Published<T> = T & { readonly response: HttpResponse<unknown> };

const HELD_MS = 30_000;
/** How long it is said that messages are on their way. */
const GONE_MS = 4_000;

/** Messages that wait for their undo time. */
export interface HeldMessages {
  readonly eventId: number;
  /** What was published, such as `Published “Cards fail”`. */
  readonly words: string;
  /** ms since 1970. */
  readonly until: number;
  /** Somebody stopped the clock: they wait for a decision. */
  readonly isKept: boolean;
  readonly canRetract: boolean;
  /** Shows what is left after it was taken back. */
  readonly undone: (answer: HoldAnswer) => void;
}

/** What was published from the dashboard and has not left yet; it stays while somebody moves from screen to screen. @see ux C3 (3) */
@Service()
export class Holds {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly all = signal<readonly HeldMessages[]>([]);
  /** ms since 1970; moves while something is held. */
  readonly now = signal(Date.now());
  readonly problem = signal<string | null>(null);
  readonly isBusy = signal(false);
  readonly held = computed(() =>
    this.all().map((each) => ({ ...each, seconds: Math.max(0, Math.ceil((each.until - this.now()) / 1000)) })),
  );
  private timer: ReturnType<typeof setInterval> | undefined;

  /**
   * Notes what the server holds of an answer.
   * @param response of a request with {@link HOLD_HEADERS}
   * @param undone shows what is left after it was taken back; null = only its messages can be
   * @returns true: the bar says what happened
   */
  note(response: HttpResponse<unknown>, words: string, undone: ((answer: HoldAnswer) => void) | null): boolean {
    const eventId = Number(response.headers.get('x-clarion-event') ?? 0);
    if (eventId === 0) return false;
    this.add({
      eventId,
      words,
      until: Date.now() + HELD_MS,
      isKept: false,
      canRetract: undone !== null,
      undone: undone ?? (() => undefined),
    });
    return true;
  }

  /** What was held before this tab was opened. */
  async load(): Promise<void> {
    const { held } = await firstValueFrom(this.http.get<HeldEventsResponse>('/api/v4/deliveries/hold'));
    for (const event of held) if (!this.all().some(({ eventId }) => eventId === event.event_id)) this.add(fromServer(event));
  }

  async sendNow(eventId: number): Promise<void> {
    const answer = await this.ask(eventId, 'send-now');
    if (answer !== null) this.end(eventId, 'The messages are on their way.');
  }

  async keep(eventId: number): Promise<void> {
    const answer = await this.ask(eventId, 'hold');
    if (answer === null) return;
    const until = answer.hold_until === null ? Date.now() : Date.parse(answer.hold_until);
    this.all.update((all) => all.map((each) => (each.eventId === eventId ? { ...each, until, isKept: answer.hold_until !== null } : each)));
  }

  async undo(eventId: number): Promise<void> {
    const held = this.all().find((each) => each.eventId === eventId);
    const answer = await this.ask(eventId, 'undo');
    if (answer === null || held === undefined) return;
    this.end(eventId, undoneWords(answer));
    if (answer.is_retracted) held.undone(answer);
  }

  private async ask(eventId: number, deed: 'undo' | 'send-now' | 'hold'): Promise<HoldAnswer | null> {
    this.isBusy.set(true);
    this.problem.set(null);
    try {
      return await firstValueFrom(this.http.post<HoldAnswer>(`/api/v4/deliveries/hold/${eventId}/${deed}`, {}));
    } catch (error) {
      this.problem.set(toProblem(error).message);
      return null;
    } finally {
      this.isBusy.set(false);
    }
  }

  private add(held: HeldMessages): void {
    this.all.update((all) => [...all, held]);
    this.timer ??= setInterval(() => this.tick(), 1_000);
    this.tick();
  }

  private end(eventId: number, words: string): void {
    this.all.update((all) => all.filter((each) => each.eventId !== eventId));
    this.tick();
    this.toasts.say(words);
  }

  private tick(): void {
    const now = Date.now();
    this.now.set(now);
    if (this.all().some(({ until }) => until + GONE_MS < now)) this.all.update((all) => all.filter(({ until }) => until + GONE_MS >= now));
    if (this.all().length > 0 || this.timer === undefined) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.problem.set(null);
  }
}

function undoneWords({ is_event_changed: isInTime, is_retracted: isRetracted, reason }: HoldAnswer): string {
  if (!isInTime) return 'Too late: the messages have left.';
  if (isRetracted) return 'Taken back. No message leaves.';
  return reason === null ? 'No message leaves. What was published stays.' : `No message leaves. What was published stays: ${reason}`;
}

const fromServer = ({ event_id, about, hold_until, created_at, can_retract }: HeldEvent): HeldMessages => ({
  ...{ eventId: event_id, words: `Published: ${about.replace(':', ' ')}`, until: Date.parse(hold_until), canRetract: can_retract },
  isKept: Date.parse(hold_until) - Date.parse(created_at) > 2 * HELD_MS,
  undone: () => location.reload(),
});
