import { Component, computed, inject, input, signal } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { IncidentDetail, IncidentUpdate } from '../../api/incidents.js';
import { Clock } from '../../platform/clock.js';
import { formatAgo, formatDateTime } from '../../platform/formats.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import { Icon } from '../../ui/icon.js';
import { IMPACT_WORDS } from '../../ui/monitor-impacts/impact-words.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { TranslationDialogs } from '../../ui/translations/translations.js';
import { IncidentDialogs } from '../incident-dialogs.js';
import { StateMark } from '../state-mark.js';
import { UpdateEditForm } from './update-edit-form.js';
import { UpdateEdits } from './update-edits.js';

/** What was said about an incident, the newest first, and by whom. */
@Component({
  selector: 'app-timeline',
  imports: [Icon, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger, ProblemPanel, StateMark, UpdateEditForm],
  templateUrl: './timeline.html',
  styleUrl: './timeline.scss',
})
export class Timeline {
  readonly incident = input.required<IncidentDetail>();
  readonly canWrite = input.required<boolean>();
  /** Names of monitors by tag, as far as they are known. */
  readonly nameOf = input.required<(tag: string) => string>();
  private readonly edits = inject(UpdateEdits);
  private readonly dialogs = inject(IncidentDialogs);
  private readonly toasts = inject(Toasts);
  protected readonly translations = inject(TranslationDialogs);
  private readonly clock = inject(Clock);
  protected readonly problem = signal<{ words: string; problem: Problem } | null>(null);
  /** Id of the update that is being corrected. */
  protected readonly editing = signal<number | null>(null);
  protected readonly entries = computed(() =>
    this.incident().comments.map((update) => ({
      update,
      at: formatDateTime(update.timestamp),
      ago: formatAgo(update.timestamp, this.clock.now()),
      isHidden: update.status === 'INACTIVE',
      impacts: update.monitors.map(({ monitor_tag, impact }) => `${this.nameOf()(monitor_tag)}: ${IMPACT_WORDS[impact]}`).join(', '),
    })),
  );

  protected async setShown(update: IncidentUpdate, isShown: boolean): Promise<void> {
    await this.attempt('Not changed.', async () => {
      await this.edits.setShown(this.incident(), update, isShown);
      const words = isShown ? 'Readers see the update again' : 'Hidden from readers';
      this.toasts.sayWithUndo(words, () => void this.setShown(update, !isShown));
    });
  }

  protected async delete(update: IncidentUpdate): Promise<void> {
    const isSure = await this.dialogs.confirm({
      heading: 'Delete this update?',
      text: 'Readers no longer see it, and the state of the incident follows from the updates that are left. Hide it instead to keep it here.',
      action: 'Delete update',
      isDangerous: true,
    });
    if (!isSure) return;
    await this.attempt('The update was not deleted.', async () => {
      await this.edits.delete(this.incident(), update);
      this.toasts.say('Deleted the update');
    });
  }

  private async attempt(words: string, deed: () => Promise<void>): Promise<void> {
    this.problem.set(null);
    try {
      await deed();
    } catch (error) {
      this.problem.set({ words, problem: toProblem(error) });
    }
  }
}
