import { computed, debounced, effect, inject, Service, signal, untracked } from '@angular/core';
import type { ErrorDetail } from '@clarion/contract';
import type { SettingChanges, SettingsPreview } from '../api/site-settings.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { SiteEditor } from './site-editor.js';
import { SiteSettingsStore } from './site-settings-store.js';

const TYPING_PAUSE_MS = 500;

/** What the server makes of the settings on the screen, some moments after they were typed. */
@Service()
export class SitePreview {
  private readonly editor = inject(SiteEditor);
  private readonly store = inject(SiteSettingsStore);
  /** The newest that could be drawn; null before the first. */
  readonly preview = signal<SettingsPreview | null>(null);
  /** Why the newest changes cannot be drawn. */
  readonly problem = signal<Problem | null>(null);
  readonly faults = computed<readonly ErrorDetail[]>(() => this.problem()?.fields ?? []);
  private readonly wanted = computed(() => {
    const changes = this.editor.isReady() && this.editor.canWrite ? this.editor.changes() : null;
    return changes === null ? null : JSON.stringify(changes);
  });
  private readonly settled = debounced(this.wanted, TYPING_PAUSE_MS);
  private asked = 0;

  constructor() {
    effect(() => {
      const json = this.settled.value() ?? null;
      if (json !== null) untracked(() => void this.ask(JSON.parse(json) as SettingChanges));
    });
  }

  private async ask(changes: SettingChanges): Promise<void> {
    const turn = ++this.asked;
    try {
      const preview = await this.store.preview(changes);
      if (turn !== this.asked) return;
      this.preview.set(preview);
      this.problem.set(null);
    } catch (error) {
      if (turn === this.asked) this.problem.set(toProblem(error));
    }
  }
}
