import {
  afterNextRender,
  Component,
  computed,
  DOCUMENT,
  effect,
  inject,
  Injector,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import { MonitorNames } from '../../monitors/form/fields/monitor-names.js';
import { Clock } from '../../platform/clock.js';
import { formatAgo } from '../../platform/formats.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import type { HoldsUnsavedWork } from '../../platform/unsaved.js';
import { SessionStore } from '../../session/session-store.js';
import { Icon } from '../../ui/icon.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { TranslationDialogs } from '../../ui/translations/translations.js';
import { IncidentActions } from '../incident-actions.js';
import { IncidentDialogs } from '../incident-dialogs.js';
import { durationWords, INCIDENT_SOURCE_WORDS } from '../incident-words.js';
import { StateMark } from '../state-mark.js';
import { UpdateForm } from '../updates/update-form.js';
import { IncidentFacts } from './incident-facts.js';
import { IncidentStore } from './incident-store.js';
import { ReportCard } from './report-card.js';
import { Timeline } from './timeline.js';

/** One incident: what was said, what comes next, and what was learned. */
@Component({
  selector: 'app-incident-page',
  imports: [
    Icon,
    IncidentFacts,
    MatButton,
    MatDivider,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    PageHeader,
    ProblemPanel,
    ReportCard,
    RouterLink,
    StateMark,
    Timeline,
    UpdateForm,
  ],
  providers: [IncidentStore, MonitorNames],
  templateUrl: './incident-page.html',
  styleUrl: './incident-page.scss',
  host: { '(window:beforeunload)': 'beforeUnload($event)' },
})
export class IncidentPage implements HoldsUnsavedWork {
  readonly id = input.required<string>();
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly document = inject(DOCUMENT);
  private readonly dialogs = inject(IncidentDialogs);
  private readonly actions = inject(IncidentActions);
  private readonly toasts = inject(Toasts);
  private readonly clock = inject(Clock);
  protected readonly names = inject(MonitorNames);
  protected readonly store = inject(IncidentStore);
  protected readonly translations = inject(TranslationDialogs);
  protected readonly canWrite = inject(SessionStore).can('incidents.write');
  private readonly form = viewChild(UpdateForm);
  private readonly reportCard = viewChild(ReportCard);
  protected readonly deleteProblem = signal<Problem | null>(null);
  protected readonly sources = INCIDENT_SOURCE_WORDS;
  protected readonly durationWords = durationWords;

  protected readonly isResolved = computed(() => this.store.incident()?.state === 'RESOLVED');
  /** Resolved ones are read more often than written on. */
  protected readonly isWriting = linkedSignal(() => this.canWrite && !this.isResolved());
  protected readonly nameOf = (tag: string): string => this.names.of(tag)?.name ?? tag;
  protected readonly overdue = computed(() => {
    const incident = this.store.incident();
    if (!incident?.is_overdue || incident.next_update_at === null) return '';
    return `Readers were promised an update ${formatAgo(incident.next_update_at, this.clock.now())}.`;
  });
  /** Newest update when somebody began to write; null while nobody does. */
  private readonly seen = linkedSignal<boolean, number | null>({
    source: () => this.form()?.isDirty() ?? false,
    computation: (isWriting) => (isWriting ? untracked(() => this.newestId()) : null),
  });
  /** Somebody else posted while this person writes: two updates that say the same are one too many. */
  protected readonly rival = computed(() => {
    const seen = this.seen();
    const newest = this.store.incident()?.comments[0];
    if (seen === null || !newest || newest.id <= seen) return '';
    return `${newest.author?.name ?? 'Somebody'} posted an update ${formatAgo(newest.timestamp, this.clock.now())}, while you were writing.`;
  });

  constructor() {
    effect(() => this.store.id.set(Number(this.id())));
    effect(() => {
      const incident = this.store.incident();
      if (incident)
        this.names.look([
          ...new Set([...incident.monitors, ...incident.comments.flatMap(({ monitors }) => monitors)].map((each) => each.monitor_tag)),
        ]);
    });
  }

  isDirty(): boolean {
    // What is written of an update is kept in the browser; a report is not.
    return this.reportCard()?.isDirty() ?? false;
  }

  async save(): Promise<boolean> {
    return this.reportCard()?.saveQuietly() ?? true;
  }

  protected beforeUnload(event: BeforeUnloadEvent): void {
    if (this.isDirty()) event.preventDefault();
  }

  protected start(state: 'RESOLVED' | 'INVESTIGATING' | null): void {
    this.isWriting.set(true);
    // The form may not be there before the template has caught up.
    afterNextRender(() => this.form()?.start(state), { injector: this.injector });
  }

  protected showNewest(): void {
    this.seen.set(this.newestId());
    this.document.getElementById(`update-${this.newestId()}`)?.scrollIntoView({ block: 'center' });
  }

  protected async delete(): Promise<void> {
    const incident = this.store.incident();
    if (!incident || !(await this.dialogs.confirmDelete(incident))) return;
    this.deleteProblem.set(null);
    this.store.isLeaving.set(true);
    try {
      await this.actions.delete(incident.id);
      this.toasts.say(`Deleted “${incident.title}”`);
      await this.router.navigateByUrl('/manage/incidents');
    } catch (error) {
      this.store.isLeaving.set(false);
      this.deleteProblem.set(toProblem(error));
    }
  }

  private newestId(): number {
    return this.store.incident()?.comments[0]?.id ?? 0;
  }
}
