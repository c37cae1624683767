import { Component, inject, input, signal } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import type { AnnounceTriggers, Trigger } from '../../api/triggers.js';
import { toProblem, type Problem } from '../../platform/problem.js';
import { Toasts } from '../../platform/toasts.js';
import { ProblemPanel } from '../../ui/problem-panel.js';
import { TriggerActions } from './trigger-actions.js';

type Part = keyof AnnounceTriggers;

/** The lists as the triggers tell them. */
export const listsOf = (triggers: readonly Trigger[]): AnnounceTriggers => ({
  incidents: triggers.filter(({ announces_incidents }) => announces_incidents === 'YES').map(({ id }) => id),
  maintenances: triggers.filter(({ announces_maintenances }) => announces_maintenances === 'YES').map(({ id }) => id),
});

/** Which triggers hear what the site tells its readers, whatever the rules say. */
@Component({
  selector: 'app-announce-card',
  imports: [MatCheckbox, ProblemPanel],
  template: `
    <h2 id="announce">Also tell of incidents and maintenances</h2>
    <p class="muted small">These triggers hear of every published update, beside the rules that fire them.</p>
    @if (problem(); as failed) {
      <app-problem heading="Not stored." [problem]="failed" [canDismiss]="true" (dismiss)="problem.set(null)" />
    }
    <table class="plain" aria-labelledby="announce">
      <thead>
        <tr>
          <th scope="col">Trigger</th>
          <th scope="col">Incidents</th>
          <th scope="col">Maintenances</th>
        </tr>
      </thead>
      <tbody>
        @for (trigger of triggers(); track trigger.id) {
          <tr>
            <th scope="row">{{ trigger.name }}</th>
            @for (part of parts; track part) {
              <td>
                <mat-checkbox
                  class="tight"
                  [aria-label]="trigger.name + ' hears of ' + part"
                  [disabled]="!canWrite() || isStoring()"
                  [checked]="isOn(trigger, part)"
                  (change)="set(trigger, part, $event.checked)"
                />
              </td>
            }
          </tr>
        }
      </tbody>
    </table>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 12px;
    }
  `,
})
export class AnnounceCard {
  readonly triggers = input.required<readonly Trigger[]>();
  readonly canWrite = input.required<boolean>();
  private readonly actions = inject(TriggerActions);
  private readonly toasts = inject(Toasts);
  protected readonly parts = ['incidents', 'maintenances'] as const satisfies readonly Part[];
  /** Both lists are stored as one: the next change waits for the answer to this one. */
  protected readonly isStoring = signal(false);
  protected readonly problem = signal<Problem | null>(null);

  protected isOn(trigger: Trigger, part: Part): boolean {
    return listsOf([trigger])[part].length > 0;
  }

  protected async set(trigger: Trigger, part: Part, isOn: boolean): Promise<void> {
    const lists = listsOf(this.triggers());
    const others = lists[part].filter((id) => id !== trigger.id);
    this.isStoring.set(true);
    this.problem.set(null);
    try {
      await this.actions.announce({ ...lists, [part]: isOn ? [...others, trigger.id] : others });
      this.toasts.say(isOn ? `${trigger.name} hears of ${part}` : `${trigger.name} no longer hears of ${part}`);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isStoring.set(false);
    }
  }
}
