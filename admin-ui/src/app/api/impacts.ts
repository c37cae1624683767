import type { Impact } from '@clarion/contract';

/** What an incident or a maintenance does to one monitor. */
export interface MonitorImpact {
  monitor_tag: string;
  impact: Impact;
}
