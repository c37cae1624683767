import { applyWhen, max, maxLength, min, required, validate, type FieldTree, type SchemaPathTree } from '@angular/forms/signals';
import { LIMITS, type AlertFor, type AlertSeverity } from '@clarion/contract';
import { DEFAULT_ALERT_VALUES, problemOfAlertValue } from '@clarion/domain';
import type { AlertRule, AlertRuleBody } from '../../api/alerts.js';
import { changedFields } from '../../platform/merge-fields.js';
import type { Condition } from '../alert-words.js';

/** A rule as it is edited. Each type keeps its own value, so that looking at another type loses nothing. */
export interface RuleDraft {
  /** Tags. */
  monitors: readonly string[];
  alertFor: AlertFor;
  status: 'DOWN' | 'DEGRADED';
  includeWorse: boolean;
  /** Milliseconds; a text, since an empty field is none. */
  latency: string;
  /** Percent. */
  uptime: string;
  failureThreshold: number;
  successThreshold: number;
  severity: AlertSeverity;
  /** Markdown. */
  description: string;
  createsIncident: boolean;
  isActive: boolean;
  triggers: readonly number[];
  reminds: boolean;
  reminderMinutes: number;
}

/** @param monitors tags to begin with */
export const newRule = (monitors: readonly string[]): RuleDraft => ({
  monitors,
  alertFor: 'STATUS',
  status: DEFAULT_ALERT_VALUES.STATUS,
  includeWorse: true,
  latency: DEFAULT_ALERT_VALUES.LATENCY,
  uptime: DEFAULT_ALERT_VALUES.UPTIME,
  failureThreshold: 3,
  successThreshold: 1,
  severity: 'WARNING',
  description: '',
  createsIncident: false,
  isActive: true,
  triggers: [],
  reminds: false,
  reminderMinutes: 60,
});

export function toRuleDraft(rule: AlertRule): RuleDraft {
  const value = rule.alert_value;
  return {
    ...newRule(rule.monitor_tags),
    alertFor: rule.alert_for,
    ...(rule.alert_for === 'STATUS' ? { status: value === 'DEGRADED' ? ('DEGRADED' as const) : ('DOWN' as const) } : {}),
    ...(rule.alert_for === 'LATENCY' ? { latency: value } : {}),
    ...(rule.alert_for === 'UPTIME' ? { uptime: value } : {}),
    includeWorse: rule.alert_for === 'STATUS' && value === 'DEGRADED' ? rule.include_worse : true,
    failureThreshold: rule.failure_threshold,
    successThreshold: rule.success_threshold,
    severity: rule.severity,
    description: rule.alert_description ?? '',
    createsIncident: rule.create_incident === 'YES',
    isActive: rule.is_active === 'YES',
    triggers: rule.trigger_ids,
    reminds: rule.reminder_minutes !== null,
    reminderMinutes: rule.reminder_minutes ?? 60,
  };
}

/** What the draft waits for. */
export const conditionOf = ({ alertFor, status, latency, uptime, includeWorse }: RuleDraft): Condition => ({
  alertFor,
  value: alertFor === 'STATUS' ? status : (alertFor === 'LATENCY' ? latency : uptime).trim(),
  includeWorse: alertFor === 'STATUS' && status === 'DEGRADED' && includeWorse,
});

export function toRuleBody(draft: RuleDraft): Required<Omit<AlertRuleBody, 'muted_until'>> {
  const { alertFor, value, includeWorse } = conditionOf(draft);
  return {
    monitor_tags: [...draft.monitors],
    alert_for: alertFor,
    alert_value: value,
    include_worse: includeWorse,
    failure_threshold: draft.failureThreshold,
    success_threshold: draft.successThreshold,
    severity: draft.severity,
    alert_description: draft.description.trim() === '' ? null : draft.description,
    create_incident: draft.createsIncident ? 'YES' : 'NO',
    is_active: draft.isActive ? 'YES' : 'NO',
    trigger_ids: [...draft.triggers],
    reminder_minutes: draft.reminds ? draft.reminderMinutes : null,
  };
}

/** Members that differ. Value and type go together: one alone could not be judged. */
export function toRulePatch(base: RuleDraft, draft: RuleDraft): AlertRuleBody {
  const body = toRuleBody(draft);
  const changed: AlertRuleBody = changedFields(toRuleBody(base), body);
  const isOther = changed.alert_for !== undefined || changed.alert_value !== undefined;
  return isOther ? { ...changed, alert_for: body.alert_for, alert_value: body.alert_value } : changed;
}

/** The rules of every field. The server has the last word; these say it sooner. @see alerting §A1, §A2 */
export function ruleRules(path: SchemaPathTree<RuleDraft>): void {
  validate(path.monitors, ({ value }) =>
    value().length === 0 ? { kind: 'required', message: 'Choose at least one monitor.' } : undefined,
  );
  for (const [alertFor, field, message] of [
    ['LATENCY', path.latency, 'Enter milliseconds above 0, such as 1000.'],
    ['UPTIME', path.uptime, 'Enter a percentage above 0 and at most 100, such as 99.9.'],
  ] as const)
    applyWhen(
      field,
      ({ valueOf }) => valueOf(path.alertFor) === alertFor,
      (value) => {
        validate(value, (field_) =>
          problemOfAlertValue(alertFor, field_.value().trim()) === null ? undefined : { kind: 'value', message },
        );
      },
    );
  for (const threshold of [path.failureThreshold, path.successThreshold]) {
    required(threshold, { message: 'Enter a number of checks.' });
    min(threshold, 1, { message: 'At least 1 check.' });
    max(threshold, LIMITS.alertThreshold, { message: `At most ${LIMITS.alertThreshold} checks.` });
    validate(threshold, ({ value }) => (Number.isInteger(value()) ? undefined : { kind: 'whole', message: 'Enter a whole number.' }));
  }
  maxLength(path.description, LIMITS.alertDescription, { message: `At most ${LIMITS.alertDescription} characters.` });
  validate(path.triggers, ({ value, valueOf }) =>
    value().length === 0 && !valueOf(path.createsIncident)
      ? { kind: 'nobody', message: 'Choose at least one trigger, or let the rule open an incident.' }
      : undefined,
  );
  applyWhen(
    path.reminderMinutes,
    ({ valueOf }) => valueOf(path.reminds),
    (minutes) => {
      min(minutes, 1, { message: 'At least 1 minute.' });
      max(minutes, LIMITS.reminderMinutes, { message: `At most ${LIMITS.reminderMinutes} minutes.` });
      validate(minutes, ({ value }) => (Number.isInteger(value()) ? undefined : { kind: 'whole', message: 'Enter a whole number.' }));
    },
  );
}

/** Words of every field, in the order of the screen, for the summary of errors and for conflicts. */
export const RULE_FIELD_WORDS: ReadonlyMap<keyof RuleDraft, string> = new Map([
  ['monitors', 'Monitors'],
  ['alertFor', 'Type'],
  ['status', 'Status'],
  ['includeWorse', 'DOWN counts too'],
  ['latency', 'Slower than'],
  ['uptime', 'Uptime below'],
  ['failureThreshold', 'Checks to fire'],
  ['successThreshold', 'Checks to end'],
  ['severity', 'Severity'],
  ['description', 'Description'],
  ['triggers', 'Triggers'],
  ['createsIncident', 'Open an incident'],
  ['reminds', 'Remind'],
  ['reminderMinutes', 'Remind every'],
  ['isActive', 'Active'],
]);

const VALUE_FIELDS = { STATUS: 'status', LATENCY: 'latency', UPTIME: 'uptime' } as const satisfies Record<AlertFor, keyof RuleDraft>;
const WIRE: Readonly<Record<string, keyof RuleDraft>> = {
  monitor_tags: 'monitors',
  alert_for: 'alertFor',
  failure_threshold: 'failureThreshold',
  success_threshold: 'successThreshold',
  alert_description: 'description',
  trigger_ids: 'triggers',
  reminder_minutes: 'reminderMinutes',
};

/** The field of a wire name; null when the form has none. */
export function ruleFieldOf(form: FieldTree<RuleDraft>, name: string, alertFor: AlertFor): FieldTree<unknown> | null {
  const member = name === 'alert_value' ? VALUE_FIELDS[alertFor] : WIRE[name.split(/[.[]/, 1)[0] ?? ''];
  return member ? (form[member] as FieldTree<unknown>) : null;
}
