import { httpResource } from '@angular/common/http';
import { Component, computed, debounced, effect, inject, linkedSignal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { ActivatedRoute, Router } from '@angular/router';
import { CHANNELS, DELIVERY_KINDS, DELIVERY_STATES } from '@clarion/contract';
import type { DeliveriesResponse } from '../api/deliveries.js';
import type { TriggersResponse } from '../api/triggers.js';
import { Clock } from '../platform/clock.js';
import { formatMoment, toSeconds } from '../platform/formats.js';
import { toProblem } from '../platform/problem.js';
import { SessionStore } from '../session/session-store.js';
import { EmptyState } from '../ui/empty-state.js';
import { Filters, type Filter } from '../ui/filters/filters.js';
import { PageHeader } from '../ui/page-header.js';
import { ProblemPanel } from '../ui/problem-panel.js';
import { DELIVERIES, DeliveryActions } from './delivery-actions.js';
import { DeliveryPanel } from './delivery-panel.js';
import { NO_DELIVERY_FILTER, readDeliveryQuery, toDeliveryFilter, writeDeliveryQuery, type DeliveryQuery } from './delivery-query.js';
import { channelWords, KIND_WORDS, moodOf, recipientWords, STATE_WORDS, whyWords } from './delivery-words.js';

const TYPING_PAUSE_MS = 250;
const PER_PAGE = 50;

/** Every message: what was sent, what was not, and why. Filters, page and the open one live in the address. */
@Component({
  selector: 'app-delivery-list',
  imports: [DeliveryPanel, EmptyState, Filters, MatButton, MatProgressBar, PageHeader, ProblemPanel],
  templateUrl: './delivery-list.html',
  styleUrls: ['../ui/list-table.scss', './delivery-list.scss'],
})
export class DeliveryList {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly clock = inject(Clock);
  private readonly session = inject(SessionStore);
  private readonly actions = inject(DeliveryActions);

  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  protected readonly query = computed(() => readDeliveryQuery(this.params()));
  protected readonly isFiltered = computed(() => Object.keys(toDeliveryFilter(this.query())).length > 0);
  /** Without the one that is open: opening one asks for no list. */
  private readonly request = computed(
    () => {
      const query = this.query();
      return { ...toDeliveryFilter(query), limit: PER_PAGE, ...(query.before === null ? {} : { cursor: query.before }) };
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  protected readonly typed = linkedSignal(() => this.query().recipient);
  private readonly settled = debounced(this.typed, TYPING_PAUSE_MS);
  protected readonly answer = httpResource<DeliveriesResponse>(() => {
    // The clock makes it fresh while somebody looks; a stored change does so at once.
    this.clock.now();
    this.actions.changes();
    return { url: DELIVERIES, params: this.request() };
  });
  /** The newest answer there is: old rows stay while new ones load. */
  protected readonly newest = linkedSignal<DeliveriesResponse | undefined, DeliveriesResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  protected readonly problem = computed(() => (this.answer.error() && !this.answer.isLoading() ? toProblem(this.answer.error()) : null));
  private readonly triggerList = httpResource<TriggersResponse>(() => (this.session.can('triggers.read') ? '/api/v4/triggers' : undefined));
  protected readonly triggers = computed<ReadonlyMap<number, string>>(
    () => new Map(this.triggerList.hasValue() ? this.triggerList.value().triggers.map(({ id, name }) => [id, name]) : []),
  );
  protected readonly rows = computed(() =>
    (this.newest()?.deliveries ?? []).map((delivery) => ({
      delivery,
      state: STATE_WORDS[delivery.state],
      mood: moodOf(delivery.state),
      kind: KIND_WORDS[delivery.kind],
      channel: channelWords(delivery.channel),
      to: recipientWords(delivery.recipient, this.triggers()),
      made: formatMoment(toSeconds(delivery.created_at), this.clock.now()),
      why: whyWords(delivery),
    })),
  );
  protected readonly filters = computed<Filter[]>(() => {
    const { state, channel, kind, event, subscriber } = this.query();
    const pick = (change: Partial<DeliveryQuery>) => () => this.change(change);
    const filters: Filter[] = [
      {
        name: 'State',
        chosen: state && STATE_WORDS[state],
        options: DELIVERY_STATES.map((value) => ({ label: STATE_WORDS[value], pick: pick({ state: value }) })),
        clear: pick({ state: null }),
      },
      {
        name: 'Channel',
        chosen: channel && channelWords(channel),
        options: CHANNELS.map((value) => ({ label: channelWords(value), pick: pick({ channel: value }) })),
        clear: pick({ channel: null }),
      },
      {
        name: 'Kind',
        chosen: kind && KIND_WORDS[kind],
        options: DELIVERY_KINDS.map((value) => ({ label: KIND_WORDS[value], pick: pick({ kind: value }) })),
        clear: pick({ kind: null }),
      },
    ];
    // Only rows lead to it: nobody knows events by their numbers.
    if (event !== null)
      filters.push({
        name: 'Event',
        chosen: `No. ${event}`,
        options: [{ label: 'Every event', pick: pick({ event: null }) }],
        clear: pick({ event: null }),
      });
    // The list of subscribers leads to it, and knows who it is.
    if (subscriber !== null)
      filters.push({
        name: 'Subscriber',
        chosen: 'One of them',
        options: [{ label: 'Every subscriber', pick: pick({ subscriber: null }) }],
        clear: pick({ subscriber: null }),
      });
    return filters;
  });

  constructor() {
    this.actions.problem.set(null);
    effect(() => {
      const recipient = this.settled.value()?.trim() ?? '';
      untracked(() => {
        // While somebody is still typing the settled text is behind the field.
        if (recipient !== this.query().recipient && recipient === this.typed().trim()) this.change({ recipient });
      });
    });
  }

  /** Every change of a filter starts at the newest again. */
  protected change(change: Partial<DeliveryQuery>): void {
    const query = { ...this.query(), before: null, ...change };
    void this.router.navigate([], { relativeTo: this.route, queryParams: writeDeliveryQuery(query), replaceUrl: 'recipient' in change });
  }

  protected open(id: number | null): void {
    this.actions.problem.set(null);
    this.change({ open: id, before: this.query().before });
  }

  protected clear(): void {
    this.typed.set('');
    this.change(NO_DELIVERY_FILTER);
  }
}
