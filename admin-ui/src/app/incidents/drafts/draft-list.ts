import { Component, inject, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatTooltip } from '@angular/material/tooltip';
import { Router, RouterLink } from '@angular/router';
import type { HoldAnswer } from '../../api/holds.js';
import type { IncidentDraft } from '../../api/incidents.js';
import { Clock } from '../../platform/clock.js';
import { formatAgo, formatDateTime, toSeconds } from '../../platform/formats.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import { Holds } from '../../publishing/holds.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { variablesIn } from '../composer/variables.js';
import { IncidentDialogs } from '../incident-dialogs.js';
import { IncidentTabs } from '../incident-tabs.js';
import { STATE_WORDS } from '../incident-words.js';
import { DraftsStore } from './drafts-store.js';

/** Incidents that nobody else sees yet; some of them wait for their hour. */
@Component({
  selector: 'app-draft-list',
  imports: [EmptyState, Icon, IncidentTabs, MatButton, MatIconButton, MatProgressBar, MatTooltip, PageHeader, ProblemPanel, RouterLink],
  templateUrl: './draft-list.html',
  styleUrl: './draft-list.scss',
})
export class DraftList {
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly holds = inject(Holds);
  private readonly dialogs = inject(IncidentDialogs);
  private readonly clock = inject(Clock);
  protected readonly store = inject(DraftsStore);
  protected readonly problem = signal<{ words: string; problem: Problem } | null>(null);
  /** Id of the one that is being published. */
  protected readonly busy = signal<number | null>(null);
  protected readonly stateWords = STATE_WORDS;

  constructor() {
    this.store.open();
  }

  protected editedAgo({ updated_at }: IncidentDraft): string {
    return formatAgo(toSeconds(updated_at), this.clock.now());
  }

  protected monitorWords({ monitors }: IncidentDraft): string {
    return monitors.length === 0 ? 'no monitors' : monitors.length === 1 ? '1 monitor' : `${monitors.length} monitors`;
  }

  protected dateTime(at: number): string {
    return formatDateTime(at);
  }

  /** What still has words to fill in is finished in the composer first. */
  protected isReady({ title, comment }: IncidentDraft): boolean {
    return title.trim() !== '' && variablesIn(title + comment).length === 0;
  }

  protected async publish(draft: IncidentDraft): Promise<void> {
    const isTold = draft.notify === 'YES' && draft.comment.trim() !== '';
    const isSure = await this.dialogs.confirm({
      heading: `Publish “${draft.title}”?`,
      text: `Readers see it at once.${isTold ? ' Subscribers are told.' : ' Nobody is notified.'}`,
      action: isTold ? 'Publish and notify' : 'Publish',
    });
    if (!isSure) return;
    await this.attempt(`“${draft.title}” was not published.`, async () => {
      this.busy.set(draft.id);
      const { id, title, response } = await this.store.publish(draft.id, draft.version);
      const undone = ({ draft_id }: HoldAnswer): void =>
        void this.router.navigate(['/manage/incidents/new'], { queryParams: { draft: draft_id } });
      if (!this.holds.note(response, `Published “${title}”`, undone)) this.toasts.say(`Published “${title}”`);
      await this.router.navigate(['/manage/incidents', id]);
    });
    this.busy.set(null);
  }

  protected async delete(draft: IncidentDraft): Promise<void> {
    const isSure = await this.dialogs.confirm({
      heading: `Throw “${draft.title || 'this draft'}” away?`,
      text: 'It was never published. Its text is gone for good.',
      action: 'Delete draft',
      isDangerous: true,
    });
    if (!isSure) return;
    await this.attempt('The draft was not deleted.', async () => {
      await this.store.delete(draft.id);
      this.toasts.say('Deleted the draft');
    });
  }

  private async attempt(words: string, deed: () => Promise<void>): Promise<void> {
    this.problem.set(null);
    try {
      await deed();
    } catch (error) {
      this.problem.set({ words, problem: toProblem(error) });
      this.store.open();
    }
  }
}
