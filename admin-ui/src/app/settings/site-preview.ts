import { computed, debounced, effect, inject, Service, signal, untracked } from '@angular/core';
import type { ErrorDetail } from '@clarion/contract';
import type { SettingChanges, SettingsPreview } from '../api/site-settings.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { KEY_WORDS } from './site-draft.js';
import { SiteEditor } from './site-editor.js';
import { pathOf, withoutRefused } from './site-patch.js';
import { SiteSettingsStore } from './site-settings-store.js';

const TYPING_PAUSE_MS = 500;
/** Shorter than the server keeps one. */
const OLD_MS = 10 * 60_000;

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
  /** Words of the settings that are left out of the preview. */
  readonly leftOut = computed(() => {
    const keys = this.faults().flatMap(({ field }) => pathOf(field)?.[0] ?? []);
    return [...new Set(keys)].map((key) => KEY_WORDS[key]);
  });
  private readonly wanted = computed(() => {
    const changes = this.editor.isReady() && this.editor.canWrite ? this.editor.changes() : null;
    return changes === null ? null : JSON.stringify(changes);
  });
  private readonly settled = debounced(this.wanted, TYPING_PAUSE_MS);
  private asked = 0;
  /** By a clock that nobody sets, ms. */
  private drawnAt = -Infinity;

  constructor() {
    effect(() => {
      const json = this.settled.value() ?? null;
      if (json !== null) untracked(() => void this.ask(JSON.parse(json) as SettingChanges));
    });
  }

  /** The server keeps a preview for minutes: one that was left alone has to be drawn again. @returns true when it is on its way */
  renewIfOld(): boolean {
    const json = this.wanted();
    if (json === null || performance.now() - this.drawnAt < OLD_MS) return false;
    void this.ask(JSON.parse(json) as SettingChanges);
    return true;
  }

  /** Draws what can be drawn: settings that are refused are left out, and told. */
  private async ask(changes: SettingChanges): Promise<void> {
    const turn = ++this.asked;
    const result = await this.draw(changes);
    if (turn !== this.asked) return;
    this.problem.set(result.problem);
    if (result.preview === null) return;
    this.drawnAt = performance.now();
    this.preview.set(result.preview);
  }

  private async draw(changes: SettingChanges): Promise<{ preview: SettingsPreview | null; problem: Problem | null }> {
    try {
      return { preview: await this.store.preview(changes), problem: null };
    } catch (error) {
      const problem = toProblem(error);
      const rest = withoutRefused(changes, problem.fields);
      return { preview: rest === null ? null : (await this.draw(rest)).preview, problem };
    }
  }
}
