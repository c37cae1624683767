import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { form } from '@angular/forms/signals';
import { anAlertRule } from '../../../testing/alerts.js';
import { conditionOf, newRule, ruleRules, toRuleBody, toRuleDraft, toRulePatch, type RuleDraft } from './rule-draft.js';

const errorsOf = (change: Partial<RuleDraft>): string[] => {
  const tree = TestBed.runInInjectionContext(() => form(signal({ ...newRule(['shop']), triggers: [1], ...change }), ruleRules));
  return tree()
    .errorSummary()
    .map(({ message }) => message ?? '');
};

describe('ruleRules', () => {
  it('takes what a form starts with, once it watches and tells somebody', () => {
    expect(errorsOf({})).toEqual([]);
    expect(errorsOf({ triggers: [], createsIncident: true })).toEqual([]);
  });

  it.each([
    [{ monitors: [] }, 'Choose at least one monitor.'],
    [{ triggers: [] }, 'Choose at least one trigger, or let the rule open an incident.'],
    [{ alertFor: 'LATENCY', latency: '' }, 'Enter milliseconds above 0, such as 1000.'],
    [{ alertFor: 'UPTIME', uptime: '101' }, 'Enter a percentage above 0 and at most 100, such as 99.9.'],
    [{ failureThreshold: 0 }, 'At least 1 check.'],
    [{ successThreshold: 1.5 }, 'Enter a whole number.'],
    [{ reminds: true, reminderMinutes: 0 }, 'At least 1 minute.'],
  ] as const)('refuses %o', (change, message) => {
    expect(errorsOf(change)).toEqual([message]);
  });

  it('says nothing about values of other types, nor about reminders that are off', () => {
    expect(errorsOf({ latency: 'fast', uptime: '', reminderMinutes: 0 })).toEqual([]);
  });
});

describe('toRuleDraft', () => {
  it('comes back as it was', () => {
    const rule = anAlertRule({ alert_for: 'LATENCY', alert_value: '250', reminder_minutes: 30, alert_description: 'Slow' });
    expect(toRuleBody(toRuleDraft(rule))).toMatchObject({
      alert_for: 'LATENCY',
      alert_value: '250',
      reminder_minutes: 30,
      include_worse: false,
    });
    expect(toRulePatch(toRuleDraft(rule), toRuleDraft(rule))).toEqual({});
  });

  it('sends value and type together', () => {
    const base = toRuleDraft(anAlertRule());
    expect(toRulePatch(base, { ...base, alertFor: 'UPTIME' })).toEqual({ alert_for: 'UPTIME', alert_value: '99' });
    expect(toRulePatch(base, { ...base, failureThreshold: 5 })).toEqual({ failure_threshold: 5 });
  });

  it('counts DOWN as worse only for DEGRADED', () => {
    expect(conditionOf({ ...newRule([]), status: 'DOWN' }).includeWorse).toBe(false);
    expect(conditionOf({ ...newRule([]), status: 'DEGRADED' }).includeWorse).toBe(true);
  });
});
