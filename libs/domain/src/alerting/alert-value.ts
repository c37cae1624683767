import type { AlertFor } from '@clarion/contract';

/** What a value must be, in words; null = it is. @see alerting §A2 */
export function problemOfAlertValue(alertFor: AlertFor, value: string): string | null {
  switch (alertFor) {
    case 'STATUS':
      return value === 'DOWN' || value === 'DEGRADED' ? null : 'must be DOWN or DEGRADED';
    case 'LATENCY':
      return isNumber(value, 9) && Number(value) > 0 ? null : 'must be a number of milliseconds above 0';
    case 'UPTIME':
      return isNumber(value, 3) && Number(value) > 0 && Number(value) <= 100 ? null : 'must be a percentage above 0 and at most 100';
  }
}

/** What a form starts with. */
export const DEFAULT_ALERT_VALUES = { STATUS: 'DOWN', LATENCY: '1000', UPTIME: '99' } as const satisfies Record<AlertFor, string>;

const isNumber = (text: string, digits: number): boolean => new RegExp(`^\\d{1,${digits}}(\\.\\d{1,6})?$`).test(text);
