import { HttpErrorResponse } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { form, FormField, maxLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { LIMITS } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { IncidentDetail } from '../../api/incidents.js';
import { ConflictDialog, type ConflictQuestion } from '../../ui/conflict-dialog.js';
import { formatDateTime } from '../../platform/formats.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import { MarkdownEditor } from '../../ui/markdown-editor/markdown-editor.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { IncidentActions } from '../incident-actions.js';
import { IncidentDialogs } from '../incident-dialogs.js';
import { etagOf } from './incident-store.js';

/** What was learned, apart from the updates; readers see it once it is published. */
@Component({
  selector: 'app-report-card',
  imports: [FormField, MarkdownEditor, MatButton, ProblemPanel],
  templateUrl: './report-card.html',
  styles: `
    :host {
      display: block;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 8px;
    }
  `,
})
export class ReportCard {
  readonly incident = input.required<IncidentDetail>();
  readonly canWrite = input.required<boolean>();
  private readonly actions = inject(IncidentActions);
  private readonly dialogs = inject(IncidentDialogs);
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  protected readonly report = computed(() => this.incident().report);
  protected readonly isPublished = computed(() => (this.report()?.published_at ?? null) !== null);
  protected readonly state = computed(() => {
    const report = this.report();
    if (report === null) return '';
    return report.published_at === null ? 'Not published: only the dashboard shows it' : `Published ${formatDateTime(report.published_at)}`;
  });
  protected readonly isEditing = signal(false);
  /** The incident as it was when somebody began to write. */
  private readonly begun = signal<IncidentDetail | null>(null);
  protected readonly text = linkedSignal(() => ({ markdown: this.begun()?.report?.markdown ?? '' }));
  protected readonly draft = form(this.text, (path) => {
    required(path.markdown, { message: 'Write the report, or delete it.' });
    maxLength(path.markdown, LIMITS.markdown, { message: `At most ${LIMITS.markdown.toLocaleString()} characters.` });
  });
  readonly isDirty = computed(() => this.isEditing() && this.text().markdown !== (this.begun()?.report?.markdown ?? ''));
  protected readonly problem = signal<Problem | null>(null);

  protected edit(): void {
    this.begun.set(this.incident());
    this.problem.set(null);
    this.isEditing.set(true);
  }

  /** Stores what is written as it is published or not. @returns true when it is stored */
  async saveQuietly(): Promise<boolean> {
    await this.save(this.isPublished());
    return !this.isEditing();
  }

  protected async save(isPublished: boolean): Promise<void> {
    await submit(this.draft, {
      action: async () => {
        await this.attempt(async () => {
          const base = this.begun() ?? this.incident();
          if (await this.store(base, this.text().markdown.trim(), isPublished)) this.isEditing.set(false);
        });
        return undefined;
      },
    });
  }

  protected async setPublished(isPublished: boolean): Promise<void> {
    await this.attempt(async () => {
      await this.store(this.incident(), this.report()?.markdown ?? '', isPublished);
    });
  }

  protected async delete(): Promise<void> {
    const isSure = await this.dialogs.confirm({
      heading: 'Delete the report?',
      text: this.isPublished() ? 'Readers no longer find it. Its text is gone for good.' : 'Its text is gone for good.',
      action: 'Delete report',
      isDangerous: true,
    });
    if (!isSure) return;
    await this.attempt(async () => {
      await this.actions.deleteReport(this.incident().id);
      this.isEditing.set(false);
      this.toasts.say('Deleted the report');
    });
  }

  /** @returns false when the person closed the question about a conflict */
  private async store(base: IncidentDetail, markdown: string, isPublished: boolean): Promise<boolean> {
    try {
      await this.actions.saveReport(base.id, markdown, isPublished, etagOf(base));
    } catch (error) {
      if (!(error instanceof HttpErrorResponse) || error.status !== 412) throw error;
      const { incident } = await this.actions.load(base.id);
      const theirs = incident.report?.markdown ?? '';
      if (theirs === (base.report?.markdown ?? '') || theirs === markdown) return this.store(incident, markdown, isPublished);
      const takeTheirs = await this.ask(markdown, theirs, incident.updated_at);
      return takeTheirs ? this.store(incident, takeTheirs.has('report') ? theirs : markdown, isPublished) : false;
    }
    this.toasts.say(isPublished ? 'The report is published' : 'Saved the report');
    return true;
  }

  private async ask(mine: string, theirs: string, changedAt: string): Promise<ReadonlySet<string> | undefined> {
    const words = new Map([['report', 'Report']]);
    const data: ConflictQuestion = { of: { what: 'report', words }, changedAt, conflicts: [{ field: 'report', mine, theirs }] };
    const dialog = this.dialog.open<ConflictDialog, ConflictQuestion, ReadonlySet<string>>(ConflictDialog, { width: '720px', data });
    return firstValueFrom(dialog.afterClosed());
  }

  private async attempt(deed: () => Promise<void>): Promise<void> {
    this.problem.set(null);
    try {
      await deed();
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }
}
