import { Component, computed, inject, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { Secret } from '../api/secrets.js';
import { Clock } from '../platform/clock.js';
import { formatAgo, toSeconds } from '../platform/formats.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';
import { SessionStore } from '../session/session-store.js';
import { ConfirmDialog, type Confirmation } from '../ui/confirm-dialog.js';
import { CopyButton } from '../ui/copy-button.js';
import { EmptyState } from '../ui/empty-state.js';
import { Icon } from '../ui/icon.js';
import { PageHeader } from '../ui/page-header.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { SecretDialog, type SecretDialogData } from './secret-dialog.js';
import { SecretsStore } from './secrets-store.js';

/** Tags named beside a secret; the others are counted. */
const NAMED = 3;

/** What monitors send and nobody reads: stored and replaced here, never shown. */
@Component({
  selector: 'app-secrets',
  imports: [CopyButton, EmptyState, Icon, MatButton, MatIconButton, MatProgressBar, MatTooltip, PageHeader, ProblemPanel, RouterLink],
  providers: [SecretsStore],
  templateUrl: './secrets.html',
  styleUrl: './secrets.scss',
})
export class Secrets {
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly clock = inject(Clock);
  protected readonly store = inject(SecretsStore);
  protected readonly canWrite = inject(SessionStore).can('settings.write');
  protected readonly problem = signal<{ words: string; problem: Problem } | null>(null);
  private readonly storedNames = computed(
    () => new Set(this.store.secrets().flatMap(({ source, name }) => (source === 'stored' ? [name] : []))),
  );

  protected create(): void {
    this.open(null);
  }

  protected edit(secret: Secret): void {
    this.open(secret);
  }

  protected async delete(secret: Secret): Promise<void> {
    const { name } = secret;
    const users = [...counted(secret.used_by, 'monitor'), ...counted(secret.used_by_triggers, 'trigger')];
    const isUsed = users.length > 0;
    const hasVariable = this.store.secrets().some((each) => each.source === 'environment' && each.name === name);
    const instead = hasVariable ? 'the environment variable of that name' : `the text $${name}`;
    const data: Confirmation = {
      heading: `Delete $${name}?`,
      text: isUsed
        ? `It is used by ${users.join(' and by ')}, which will send ${instead} instead of the value. This cannot be undone.`
        : 'No monitor and no trigger uses it. Its value is gone for good.',
      action: isUsed ? 'Delete anyway' : 'Delete secret',
      isDangerous: true,
      ...(isUsed ? { typed: name } : {}),
    };
    const confirmed = await firstValueFrom(
      this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '440px', data }).afterClosed(),
    );
    if (!confirmed) return;
    this.problem.set(null);
    try {
      await this.store.delete(secret, isUsed);
      this.toasts.say(`Deleted $${name}`);
    } catch (error) {
      this.problem.set({ words: `$${name} was not deleted.`, problem: toProblem(error) });
      this.store.reload();
    }
  }

  protected named(secret: Secret): readonly string[] {
    return secret.used_by.slice(0, NAMED);
  }

  protected unnamed(secret: Secret): number {
    return secret.used_by.length - this.named(secret).length;
  }

  protected isUsed({ used_by: tags, used_by_triggers: triggers }: Secret): boolean {
    return tags.length + triggers.length > 0;
  }

  protected changed(secret: Secret): string {
    return secret.updated_at === null ? '' : formatAgo(toSeconds(secret.updated_at), this.clock.now());
  }

  /** A variable whose name a stored secret has taken. */
  protected isOverruled({ source, name }: Secret): boolean {
    return source === 'environment' && this.storedNames().has(name);
  }

  private open(secret: Secret | null): void {
    const data: SecretDialogData = { store: this.store, secret };
    this.dialog.open(SecretDialog, { width: '560px', data, disableClose: true });
  }
}

const counted = (names: readonly string[], noun: string): string[] =>
  names.length === 0 ? [] : [`${names.length === 1 ? `a ${noun}` : `${names.length} ${noun}s`} (${names.join(', ')})`];
