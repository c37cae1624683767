import { ALERT_SEVERITIES, ALERT_STATUSES, type AlertSeverity, type AlertStatus } from '@clarion/contract';
import type { ParamMap, Params } from '@angular/router';

export const ALERTS_PER_PAGE = 20;

/** What the alert log shows; all of it stands in the address. */
export interface LogQuery {
  rule: number | null;
  /** Tag. */
  monitor: string | null;
  status: AlertStatus | null;
  severity: AlertSeverity | null;
  /** 1-based. */
  pageNumber: number;
}

export const NO_LOG_FILTER = { rule: null, monitor: null, status: null, severity: null } as const satisfies Partial<LogQuery>;

const positive = (text: string | null): number | null => (text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null);

/** Reads the address; what it does not understand counts as absent. */
export const readLogQuery = (params: ParamMap): LogQuery => ({
  rule: positive(params.get('rule')),
  monitor: params.get('monitor') || null,
  status: ALERT_STATUSES.find((each) => each === params.get('status')) ?? null,
  severity: ALERT_SEVERITIES.find((each) => each === params.get('severity')) ?? null,
  pageNumber: positive(params.get('p')) ?? 1,
});

export const writeLogQuery = ({ rule, monitor, status, severity, pageNumber }: LogQuery): Params => ({
  ...{ rule, monitor, status, severity },
  p: pageNumber === 1 ? null : pageNumber,
});

/** Parameters of GET `/alerts` that narrow the log. */
export const toLogFilter = ({ rule, monitor, status, severity }: LogQuery): Record<string, string | number> => ({
  ...(rule ? { alert_config_id: rule } : {}),
  ...(monitor ? { monitor_tag: monitor } : {}),
  ...(status ? { status } : {}),
  ...(severity ? { severity } : {}),
});
