import { HttpClient } from '@angular/common/http';
import { inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Alert, AlertBody, AlertRule, AlertRuleBody, AlertRuleResponse } from '../api/alerts.js';
import { IncidentActions } from '../incidents/incident-actions.js';
import { formatDateTime } from '../platform/formats.js';
import { toProblem, type Problem } from '../platform/problem.js';
import { Toasts } from '../platform/toasts.js';

export const RULES = '/api/v4/alert-configs';
export const ALERTS = '/api/v4/alerts';

export interface FailedChange {
  words: string;
  problem: Problem;
}

/** Changes of rules and alerts that any screen may start. */
@Service()
export class AlertActions {
  private readonly http = inject(HttpClient);
  private readonly toasts = inject(Toasts);
  private readonly incidents = inject(IncidentActions);
  /** Grows with every stored change; resources that read it load again. */
  readonly changes = signal(0);
  /** What was refused last; screens show it inline. */
  readonly failure = signal<FailedChange | null>(null);
  /** Switches that were turned here; a list forgets them with its next answer. */
  readonly turned = signal<ReadonlyMap<number, boolean>>(new Map());

  async load(id: number): Promise<AlertRule> {
    return (await firstValueFrom(this.http.get<AlertRuleResponse>(`${RULES}/${id}`))).alert_config;
  }

  /** @throws HttpErrorResponse */
  async create(body: AlertRuleBody): Promise<AlertRule> {
    const { alert_config: rule } = await firstValueFrom(this.http.post<AlertRuleResponse>(RULES, body));
    this.changed();
    return rule;
  }

  /** @param version that was read; null = whatever there is @throws HttpErrorResponse with status 412 for another one */
  async update(id: number, body: AlertRuleBody, version: number | null = null): Promise<AlertRule> {
    const headers: Record<string, string> = version === null ? {} : { 'If-Match': `"v${version}"` };
    const { alert_config: rule } = await firstValueFrom(this.http.patch<AlertRuleResponse>(`${RULES}/${id}`, body, { headers }));
    this.changed();
    return rule;
  }

  /** At once on the screen; can be taken back for eight seconds. */
  async setActive(rule: AlertRule, isActive: boolean): Promise<void> {
    this.turn(rule.id, isActive);
    const isStored = await this.run('The switch was not stored.', () => this.update(rule.id, { is_active: isActive ? 'YES' : 'NO' }));
    if (!isStored) this.turn(rule.id, null);
    else this.toasts.sayWithUndo(isActive ? 'Rule switched on' : 'Rule switched off', () => void this.setActive(rule, !isActive));
  }

  /** @param until Unix seconds; null = no longer muted */
  async mute(rule: AlertRule, until: number | null): Promise<void> {
    const before = rule.is_muted ? rule.muted_until : null;
    const isStored = await this.run('The rule was not muted.', () => this.update(rule.id, { muted_until: until }));
    const words = until === null ? 'Rule no longer muted' : `Rule muted until ${formatDateTime(until)}`;
    if (isStored) this.toasts.sayWithUndo(words, () => void this.mute({ ...rule, is_muted: until !== null, muted_until: until }, before));
  }

  async deleteRule({ id }: AlertRule): Promise<boolean> {
    const isGone = await this.run('The rule was not deleted.', () => firstValueFrom(this.http.delete(`${RULES}/${id}`)));
    if (isGone) this.toasts.say('Rule deleted');
    return isGone;
  }

  async acknowledge(alert: Alert, isAcknowledged: boolean): Promise<void> {
    const isStored = await this.change('The alert was not acknowledged.', alert, { is_acknowledged: isAcknowledged ? 'YES' : 'NO' });
    const words = isAcknowledged ? `Acknowledged alert ${alert.id}` : `Alert ${alert.id} is no longer acknowledged`;
    if (isStored) this.toasts.sayWithUndo(words, () => void this.acknowledge(alert, !isAcknowledged));
  }

  async resolve(alert: Alert): Promise<void> {
    if (await this.change('The alert was not resolved.', alert, { alert_status: 'RESOLVED' }))
      this.toasts.say(`Resolved alert ${alert.id}`);
  }

  async deleteAlert({ id }: Alert, isWithIncident: boolean): Promise<void> {
    const params: Record<string, boolean> = isWithIncident ? { with_incident: true } : {};
    const isGone = await this.run('The alert was not deleted.', () => firstValueFrom(this.http.delete(`${ALERTS}/${id}`, { params })));
    if (isGone && isWithIncident) this.incidents.changed();
    if (isGone) this.toasts.say(isWithIncident ? `Deleted alert ${id} and its incident` : `Deleted alert ${id}`);
  }

  changed(): void {
    this.changes.update((count) => count + 1);
  }

  private change(words: string, { id }: Alert, body: AlertBody): Promise<boolean> {
    return this.run(words, () => firstValueFrom(this.http.patch(`${ALERTS}/${id}`, body)));
  }

  private turn(id: number, isActive: boolean | null): void {
    this.turned.update((turned) => {
      const next = new Map(turned);
      if (isActive === null) next.delete(id);
      else next.set(id, isActive);
      return next;
    });
  }

  /** @returns true when it is stored */
  private async run(words: string, work: () => Promise<unknown>): Promise<boolean> {
    this.failure.set(null);
    try {
      await work();
      this.changed();
      return true;
    } catch (error) {
      this.failure.set({ words, problem: toProblem(error) });
      return false;
    }
  }
}
