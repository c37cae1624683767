import { httpResource } from '@angular/common/http';
import { Component, computed, inject, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { RouterLink } from '@angular/router';
import type { TriggersResponse } from '../../api/triggers.js';
import { toProblem } from '../../platform/problem.js';
import { SessionStore } from '../../session/session-store.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { AlertTabs } from '../alert-tabs.js';
import { TRIGGER_TYPE_WORDS } from '../alert-words.js';
import { AnnounceCard } from './announce-card.js';
import { TriggerActions, TRIGGERS } from './trigger-actions.js';

/** Where operators are told. */
@Component({
  selector: 'app-trigger-list',
  imports: [AlertTabs, AnnounceCard, EmptyState, Icon, MatButton, MatProgressBar, PageHeader, ProblemPanel, RouterLink],
  templateUrl: './trigger-list.html',
  styleUrl: '../../ui/list-table.scss',
})
export class TriggerList {
  private readonly actions = inject(TriggerActions);
  private readonly session = inject(SessionStore);
  protected readonly canWrite = this.session.can('triggers.write');
  protected readonly canReadRules = this.session.can('alerts.read');
  protected readonly words = TRIGGER_TYPE_WORDS;
  protected readonly answer = httpResource<TriggersResponse>(() => {
    this.actions.changes();
    return TRIGGERS;
  });
  protected readonly newest = linkedSignal<TriggersResponse | undefined, TriggersResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  protected readonly triggers = computed(() => this.newest()?.triggers ?? []);
  protected readonly problem = computed(() => (this.answer.error() && !this.answer.isLoading() ? toProblem(this.answer.error()) : null));
}
