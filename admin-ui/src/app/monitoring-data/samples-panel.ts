import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatDialog } from '@angular/material/dialog';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatPaginator } from '@angular/material/paginator';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatOption, MatSelect } from '@angular/material/select';
import { ActivatedRoute, Router } from '@angular/router';
import { SAMPLE_TYPES, STATUSES } from '@clarion/contract';
import { firstValueFrom } from 'rxjs';
import type { Sample, SamplesResponse } from '../api/data.js';
import { EvidencePanel } from '../monitors/detail/evidence-panel.js';
import { monitorUrl } from '../monitors/monitor-actions.js';
import { formatDateTime, formatMs, fromLocalInput, timeZone, toLocalInput } from '../platform/formats.js';
import { toProblem } from '../platform/problem.js';
import { SOURCE_WORDS, STATUS_WORDS } from '../platform/status-words.js';
import { SessionStore } from '../session/session-store.js';
import { EmptyState } from '../ui/empty-state.js';
import { Icon } from '../ui/icon.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { StatusMark } from '../ui/status-mark.js';
import { DeleteDataDialog, type DeleteDataTarget } from './delete-data-dialog.js';
import { RangeEditDialog, type RangeEditTarget } from './range-edit-dialog.js';
import { readSamplesQuery, SAMPLES_PER_PAGE, toSamplesRequest, writeSamplesQuery, type SamplesQuery } from './samples-query.js';

/** The stored minutes of one monitor, newest first, and the way to correct a range of them. */
@Component({
  selector: 'app-samples-panel',
  imports: [
    EmptyState,
    EvidencePanel,
    Icon,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    MatFormField,
    MatIconButton,
    MatInput,
    MatLabel,
    MatOption,
    MatPaginator,
    MatProgressBar,
    MatSelect,
    ProblemPanel,
    StatusMark,
  ],
  templateUrl: './samples-panel.html',
  styleUrl: './samples-panel.scss',
})
export class SamplesPanel {
  readonly tag = input.required<string>();
  readonly name = input.required<string>();
  /** Samples were changed or deleted by hand. */
  readonly edited = output();
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly dialog = inject(MatDialog);
  protected readonly canWrite = inject(SessionStore).can('monitors.write');
  protected readonly statuses = STATUSES;
  protected readonly types = SAMPLE_TYPES.filter((type) => !['SIGNAL', 'INCIDENT', 'MAINTENANCE'].includes(type));
  protected readonly statusWords = STATUS_WORDS;
  protected readonly sourceWords = SOURCE_WORDS;
  protected readonly perPage = SAMPLES_PER_PAGE;
  protected readonly zone = timeZone;
  protected readonly formatMs = formatMs;
  protected readonly formatDateTime = formatDateTime;
  protected readonly toLocalInput = toLocalInput;

  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  protected readonly query = computed(() => readSamplesQuery(this.params()));
  /** The present of the table: moves when somebody asks for a fresh list. */
  private readonly now = signal(Math.floor(Date.now() / 1000));
  protected readonly request = computed(() => toSamplesRequest(this.query(), this.now()));
  protected readonly answer = httpResource<SamplesResponse>(() => ({ url: `${monitorUrl(this.tag())}/samples`, params: this.request() }));
  private readonly newest = linkedSignal<SamplesResponse | undefined, SamplesResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  protected readonly samples = computed(() => this.newest()?.samples ?? []);
  protected readonly total = computed(() => this.newest()?.total ?? 0);
  protected readonly hasAnswer = computed(() => this.newest() !== undefined);
  protected readonly problem = computed(() => (this.answer.error() && !this.answer.isLoading() ? toProblem(this.answer.error()) : null));
  protected readonly isFiltered = computed(() => this.query().status !== null || this.query().type !== null);

  /** The sample whose evidence is open. */
  protected readonly opened = signal<number | null>(null);

  /** A check that failed, or a failure that the grace period has not let go of. */
  protected isFailure({ status, raw_status }: Sample): boolean {
    return raw_status !== null && (raw_status !== 'UP' || status !== 'UP');
  }

  protected change(change: Partial<SamplesQuery>): void {
    const query = { ...this.query(), pageNumber: 1, ...change };
    void this.router.navigate([], { relativeTo: this.route, queryParams: writeSamplesQuery(query), queryParamsHandling: 'merge' });
  }

  protected chooseWindow(window: SamplesQuery['window']): void {
    this.now.set(Math.floor(Date.now() / 1000));
    const { start_ts: from, end_ts: to } = this.request();
    this.change(window === 'own' ? { window, from: Number(from), to: Number(to) } : { window });
  }

  protected setInstant(which: 'from' | 'to', text: string): void {
    const at = fromLocalInput(text);
    if (at !== null) this.change({ [which]: at });
  }

  protected async edit(): Promise<void> {
    const { start_ts: from, end_ts: to } = this.request();
    const data: RangeEditTarget = {
      tag: this.tag(),
      name: this.name(),
      from: Math.max(Number(from), Number(to) - 3_600),
      to: Math.min(Number(to), this.now()),
    };
    const dialog = this.dialog.open<RangeEditDialog, RangeEditTarget, true>(RangeEditDialog, { width: '600px', data });
    this.follow(await firstValueFrom(dialog.afterClosed()));
  }

  protected async delete(): Promise<void> {
    const data: DeleteDataTarget = { tag: this.tag(), name: this.name() };
    const dialog = this.dialog.open<DeleteDataDialog, DeleteDataTarget, true>(DeleteDataDialog, { width: '600px', data });
    this.follow(await firstValueFrom(dialog.afterClosed()));
  }

  private follow(isChanged: true | undefined): void {
    if (!isChanged) return;
    this.edited.emit();
    this.answer.reload();
  }
}
