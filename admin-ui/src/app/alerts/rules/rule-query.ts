import { ALERT_FORS, type AlertFor, type YesNo } from '@clarion/contract';
import type { ParamMap, Params } from '@angular/router';

/** Rows of a page. So many that those which fire can stand first. */
export const RULES_PER_PAGE = 100;

/** What the list of rules shows; all of it stands in the address. */
export interface RuleQuery {
  /** Tag. */
  monitor: string | null;
  alertFor: AlertFor | null;
  isActive: YesNo | null;
  trigger: number | null;
  /** 1-based. */
  pageNumber: number;
}

export const NO_RULE_FILTER = { monitor: null, alertFor: null, isActive: null, trigger: null } as const satisfies Partial<RuleQuery>;

const positive = (text: string | null): number | null => (text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null);

/** Reads the address; what it does not understand counts as absent. */
export const readRuleQuery = (params: ParamMap): RuleQuery => ({
  monitor: params.get('monitor') || null,
  alertFor: ALERT_FORS.find((each) => each === params.get('type')) ?? null,
  isActive: (['YES', 'NO'] as const).find((each) => each === params.get('active')) ?? null,
  trigger: positive(params.get('trigger')),
  pageNumber: positive(params.get('p')) ?? 1,
});

export const writeRuleQuery = ({ monitor, alertFor, isActive, trigger, pageNumber }: RuleQuery): Params => ({
  monitor,
  type: alertFor,
  active: isActive,
  trigger,
  p: pageNumber === 1 ? null : pageNumber,
});

/** Parameters of GET `/alert-configs` that narrow the list. */
export const toRuleFilter = ({ monitor, alertFor, isActive, trigger }: RuleQuery): Record<string, string | number> => ({
  ...(monitor ? { monitor_tag: monitor } : {}),
  ...(alertFor ? { alert_for: alertFor } : {}),
  ...(isActive ? { is_active: isActive } : {}),
  ...(trigger ? { trigger_id: trigger } : {}),
});

export const toRuleRequest = (query: RuleQuery): Record<string, string | number> => ({
  ...toRuleFilter(query),
  order: 'firing',
  page: query.pageNumber,
  limit: RULES_PER_PAGE,
});
