import { httpResource } from '@angular/common/http';
import { computed, effect, inject, linkedSignal, Service, signal, untracked } from '@angular/core';
import type { AlertRulesResponse } from '../../api/alerts.js';
import type { TriggersResponse } from '../../api/triggers.js';
import { Clock } from '../../platform/clock.js';
import { toProblem } from '../../platform/problem.js';
import { SessionStore } from '../../session/session-store.js';
import { AlertActions, RULES } from '../alert-actions.js';
import { firingFirst } from '../alert-moods.js';
import { toRuleRequest, type RuleQuery } from './rule-query.js';

/** The rules that one screen shows. */
@Service({ autoProvided: false })
export class RuleListStore {
  private readonly actions = inject(AlertActions);
  private readonly session = inject(SessionStore);
  private readonly clock = inject(Clock);
  /** Set by the screen from its address. */
  readonly query = signal<RuleQuery | null>(null);

  private readonly answer = httpResource<AlertRulesResponse>(() => {
    const query = this.query();
    this.actions.changes();
    return query ? { url: RULES, params: toRuleRequest(query) } : undefined;
  });
  private readonly triggerList = httpResource<TriggersResponse>(() => (this.session.can('triggers.read') ? '/api/v4/triggers' : undefined));
  /** The newest answer there is: old rows stay while new ones load. */
  private readonly newest = linkedSignal<AlertRulesResponse | undefined, AlertRulesResponse | undefined>({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (answer, previous) => answer ?? previous?.value,
  });
  readonly rows = computed(() => {
    const turned = this.actions.turned();
    const rules = (this.newest()?.alert_configs ?? []).map((rule) => {
      const isActive = turned.get(rule.id);
      return isActive === undefined ? rule : { ...rule, is_active: isActive ? ('YES' as const) : ('NO' as const) };
    });
    return firingFirst(rules);
  });
  readonly total = computed(() => this.newest()?.total ?? 0);
  readonly hasAnswer = computed(() => this.newest() !== undefined);
  readonly isLoading = computed(() => this.answer.status() === 'loading');
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error && !this.answer.isLoading() ? toProblem(error) : null;
  });
  readonly triggers = computed(() => (this.triggerList.hasValue() ? this.triggerList.value().triggers : []));

  constructor() {
    let last = this.clock.now();
    effect(() => {
      const now = this.clock.now();
      // Fresh while somebody looks: with every tick of the clock, but not with the first.
      if (now !== last) untracked(() => this.answer.reload());
      last = now;
    });
    effect(() => {
      this.newest();
      // What was turned here is in the answer by now.
      untracked(() => this.actions.turned.set(new Map()));
    });
  }

  reload(): void {
    this.answer.reload();
  }
}
