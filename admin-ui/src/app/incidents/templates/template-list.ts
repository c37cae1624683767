import { Component, inject, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import type { IncidentTemplate } from '../../api/incidents.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { IncidentDialogs } from '../incident-dialogs.js';
import { IncidentTabs } from '../incident-tabs.js';
import { STATE_WORDS } from '../incident-words.js';
import { TemplateDialog, type TemplateDialogData } from './template-dialog.js';
import { TemplatesStore } from './templates-store.js';

/** The usual words, ready for the night when nobody finds them. */
@Component({
  selector: 'app-template-list',
  imports: [EmptyState, Icon, IncidentTabs, MatButton, MatIconButton, MatProgressBar, MatTooltip, PageHeader, ProblemPanel, RouterLink],
  providers: [TemplatesStore],
  templateUrl: './template-list.html',
  styleUrl: '../drafts/draft-list.scss',
})
export class TemplateList {
  private readonly dialog = inject(MatDialog);
  private readonly dialogs = inject(IncidentDialogs);
  private readonly toasts = inject(Toasts);
  protected readonly store = inject(TemplatesStore);
  protected readonly stateWords = STATE_WORDS;
  protected readonly problem = signal<Problem | null>(null);

  protected open(template: IncidentTemplate | null): void {
    const data: TemplateDialogData = { store: this.store, template };
    this.dialog.open(TemplateDialog, { width: '720px', maxWidth: 'calc(100vw - 24px)', data, disableClose: true });
  }

  protected async delete(template: IncidentTemplate): Promise<void> {
    const isSure = await this.dialogs.confirm({
      heading: `Delete “${template.name}”?`,
      text: 'Incidents that were written from it stay as they are.',
      action: 'Delete template',
      isDangerous: true,
    });
    if (!isSure) return;
    this.problem.set(null);
    try {
      await this.store.delete(template);
      this.toasts.say(`Deleted “${template.name}”`);
    } catch (error) {
      this.problem.set(toProblem(error));
      this.store.reload();
    }
  }
}
