import { HttpErrorResponse } from '@angular/common/http';
import { computed, inject, Service, signal } from '@angular/core';
import type { DraftBody, IncidentDraft } from '../../api/incidents.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { DraftsStore } from '../drafts/drafts-store.js';

/** The draft of one composer as the server has it. Stores one after the other: a slow answer is never overtaken by the next. */
@Service({ autoProvided: false })
export class ServerDraft {
  private readonly drafts = inject(DraftsStore);
  private readonly stored = signal<IncidentDraft | null>(null);
  private running: Promise<boolean> = Promise.resolve(true);
  readonly id = computed(() => this.stored()?.id ?? null);
  /** Waits for its hour: what is half written must not be published, so that it is stored by hand only. */
  readonly isScheduled = computed(() => (this.stored()?.publish_at ?? null) !== null);
  readonly isSaving = signal(false);
  /** Unix seconds. */
  readonly savedAt = signal<number | null>(null);
  readonly problem = signal<Problem | null>(null);
  /** Somebody else stored another version, or published or deleted it: nothing is stored until the person decides. */
  readonly isLost = signal(false);

  async open(id: number): Promise<IncidentDraft> {
    const draft = await this.drafts.load(id);
    this.accept(draft);
    return draft;
  }

  /** @returns true when it is stored */
  save(body: DraftBody): Promise<boolean> {
    this.running = this.running.then(() => this.store(body));
    return this.running;
  }

  /** Waits for what is under way. */
  async settled(): Promise<void> {
    await this.running;
  }

  /** Goes on over what somebody else stored. @returns false when it is gone */
  async overrule(): Promise<boolean> {
    const id = this.id();
    if (id === null) return true;
    try {
      await this.open(id);
      return true;
    } catch (error) {
      if (!(error instanceof HttpErrorResponse) || error.status !== 404) throw error;
      this.forget();
      return false;
    }
  }

  /** What is stored next becomes a draft of its own. */
  forget(): void {
    this.stored.set(null);
    this.isLost.set(false);
    this.problem.set(null);
  }

  private async store(body: DraftBody): Promise<boolean> {
    if (this.isLost()) return false;
    this.isSaving.set(true);
    this.problem.set(null);
    try {
      const stored = this.stored();
      this.accept(stored === null ? await this.drafts.create(body) : await this.drafts.change(stored.id, body, stored.version));
      this.savedAt.set(Math.floor(Date.now() / 1000));
      return true;
    } catch (error) {
      const problem = toProblem(error);
      this.isLost.set(problem.status === 412 || problem.status === 404);
      this.problem.set(problem);
      return false;
    } finally {
      this.isSaving.set(false);
    }
  }

  private accept(draft: IncidentDraft): void {
    this.stored.set(draft);
    this.isLost.set(false);
    this.problem.set(null);
  }
}
