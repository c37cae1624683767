import { Component, inject, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatSlideToggle, type MatSlideToggleChange } from '@angular/material/slide-toggle';
import { MatTooltip } from '@angular/material/tooltip';
import { firstValueFrom } from 'rxjs';
import type { ApiKey } from '../api/keys.js';
import { Clock } from '../platform/clock.js';
import { formatAgo, formatDateTime, toSeconds } from '../platform/formats.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';
import { SessionStore } from '../session/session-store.js';
import { ConfirmDialog, type Confirmation } from '../ui/confirm-dialog.js';
import { EmptyState } from '../ui/empty-state.js';
import { Icon } from '../ui/icon.js';
import { PageHeader } from '../ui/page-header.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { ApiKeysStore } from './api-keys-store.js';
import { NewKeyDialog } from './new-key-dialog.js';

/** Keys for programs: made here, shown once, switched off or deleted here. */
@Component({
  selector: 'app-api-keys',
  imports: [EmptyState, Icon, MatButton, MatIconButton, MatProgressBar, MatSlideToggle, MatTooltip, PageHeader, ProblemPanel],
  providers: [ApiKeysStore],
  templateUrl: './api-keys.html',
  styleUrl: './api-keys.scss',
})
export class ApiKeys {
  private readonly dialog = inject(MatDialog);
  private readonly toasts = inject(Toasts);
  private readonly clock = inject(Clock);
  private readonly session = inject(SessionStore);
  protected readonly store = inject(ApiKeysStore);
  protected readonly canWrite = this.session.can('api_keys.write');
  protected readonly canDelete = this.session.can('api_keys.delete');
  protected readonly problem = signal<{ words: string; problem: Problem } | null>(null);

  protected create(): void {
    this.dialog.open(NewKeyDialog, { width: '520px', data: this.store, disableClose: true });
  }

  protected async toggle(key: ApiKey, change: MatSlideToggleChange): Promise<void> {
    this.problem.set(null);
    try {
      await this.store.setStatus(key, change.checked ? 'ACTIVE' : 'INACTIVE');
      this.toasts.say(change.checked ? `${key.name} works again` : `${key.name} is refused from now on`);
    } catch (error) {
      change.source.checked = !change.checked;
      this.problem.set({ words: `${key.name} was not changed.`, problem: toProblem(error) });
    }
  }

  protected async delete(key: ApiKey): Promise<void> {
    const data: Confirmation = {
      heading: `Delete ${key.name}?`,
      text: 'Every program that uses this key is refused at once. This cannot be undone.',
      action: 'Delete key',
      isDangerous: true,
    };
    const confirmed = await firstValueFrom(
      this.dialog.open<ConfirmDialog, Confirmation, true>(ConfirmDialog, { width: '440px', data }).afterClosed(),
    );
    if (!confirmed) return;
    this.problem.set(null);
    try {
      await this.store.delete(key);
      this.toasts.say(`Deleted ${key.name}`);
    } catch (error) {
      this.problem.set({ words: `${key.name} was not deleted.`, problem: toProblem(error) });
    }
  }

  protected date(iso: string): string {
    return formatDateTime(toSeconds(iso));
  }

  protected used(key: ApiKey): string {
    return key.last_used_at ? formatAgo(toSeconds(key.last_used_at), this.clock.now()) : 'never';
  }

  protected expiry(key: ApiKey): string {
    if (!key.expires_at) return 'never';
    return toSeconds(key.expires_at) < this.clock.now() ? `expired ${this.date(key.expires_at)}` : this.date(key.expires_at);
  }
}
