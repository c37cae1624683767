import type { Alert, AlertRule } from '../api/alerts.js';
import type { AlertMood } from './alert-mark.js';

export const firingOn = ({ monitors }: AlertRule): AlertRule['monitors'] => monitors.filter(({ open_alert_id }) => open_alert_id !== null);

export function moodOfRule(rule: AlertRule): AlertMood {
  if (rule.is_active === 'NO') return 'off';
  if (firingOn(rule).length > 0) return 'firing';
  return rule.is_muted ? 'muted' : 'quiet';
}

export function moodOfAlert({ alert_status, is_acknowledged }: Alert): AlertMood {
  if (alert_status === 'RESOLVED') return 'resolved';
  return is_acknowledged === 'YES' ? 'acknowledged' : 'firing';
}

/** Those that fire stand first, on most monitors before all; the others keep their order. */
export const firingFirst = (rules: readonly AlertRule[]): AlertRule[] => [...rules].sort((a, b) => firingOn(b).length - firingOn(a).length);
