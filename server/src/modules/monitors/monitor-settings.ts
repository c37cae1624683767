import { type ErrorDetail, LIMITS } from '@clarion/contract';
import type { MonitorSettings } from '@clarion/database/monitors/monitor.entity';
import { defaultFormulaTexts, dropDefaultFormulas, parseFormula } from '@clarion/domain';
import { fault, flag, judge, object, type Rule, type Targets, whole } from './type-data/member-rules.js';

type Settings = Readonly<Record<string, unknown>>;

/** A blank formula is none: the default counts. */
const formula: Rule = (value, path) => {
  if (typeof value !== 'string') return fault(path, 'must be a text');
  const parsed = value.trim() === '' ? null : parseFormula(value);
  return parsed?.ok === false ? fault(path, parsed.reason) : [];
};
const days = whole(1, LIMITS.historyDaysMaximum);
const MEMBERS: Readonly<Record<string, Rule>> = {
  uptime_formula_numerator: formula,
  uptime_formula_denominator: formula,
  monitor_status_history_days: object({ desktop: days, mobile: days }),
  sharing_options: object({ showShareBadgeMonitor: flag, showShareEmbedMonitor: flag }),
};
const FORMULAS = ['uptime_formula_numerator', 'uptime_formula_denominator'] as const;

/** Nothing here is dialled. */
const NO_TARGETS: Targets = { refusedUrl: () => null, refusedHost: () => null, refusedHeader: () => null };

/** What is wrong with the members of `monitor_settings_json` that were sent; unknown ones are kept. @see data-model §3.1 */
export const checkSettings = (sent: Settings): ErrorDetail[] =>
  Object.entries(MEMBERS).flatMap(([name, rule]) => judge(rule, sent[name], `monitor_settings_json.${name}`, NO_TARGETS));

/**
 * Merges settings member by member. Formulas that say what would be derived anyway are left out, or a client that merely reads and writes
 * would freeze them.
 * @param flags `include_degraded_in_downtime` as the client saw it, and as it will be
 * @returns null when nothing is left to store
 * @see rest-api-v4 §2
 */
export function mergeSettings(stored: Settings | null, sent: Settings, flags: readonly boolean[]): MonitorSettings | null {
  let merged: Record<string, unknown> = { ...stored, ...sent };
  for (const name of FORMULAS) {
    if (typeof merged[name] !== 'string' || merged[name].trim() === '') delete merged[name];
  }
  for (const isDegradedDown of flags) merged = dropDefaultFormulas(merged, isDegradedDown);
  return Object.keys(merged).length === 0 ? null : (merged as MonitorSettings);
}

/** Settings as they are shown: the formulas filled in with the defaults they have. */
export function shownSettings(stored: Settings | null, includeDegradedInDowntime: boolean): Record<string, unknown> {
  return { ...defaultFormulaTexts(includeDegradedInDowntime), ...stored };
}
