import type { Lifecycle, MonitorType, Status, YesNo } from '@clarion/contract';

/** What is watched. @see rest-api-v4 §2 */
export class MonitorDto {
  /** @example 17 */
  id: number;
  /** Public key, immutable. @example shop-web */
  tag: string;
  /** @example Web shop */
  name: string;
  description: string | null;
  /** URL or `/assets/images/{id}`. */
  image: string | null;
  /** In UTC; null = never checked. */
  cron: string | null;
  /** Shown for a minute in which a check had nothing to say. */
  default_status: Status | null;
  status: Lifecycle;
  category_name: string | null;
  monitor_type: MonitorType;
  /** Always null; kept for clients of earlier versions. */
  down_trigger: string | null;
  /** Always null; kept for clients of earlier versions. */
  degraded_trigger: string | null;
  /** Configuration of the type; secrets are masked unless the key may see them. */
  type_data: Record<string, unknown>;
  day_degraded_minimum_count: number | null;
  day_down_minimum_count: number | null;
  /** `YES`: degraded minutes count against uptime. */
  include_degraded_in_downtime: YesNo;
  /** `YES`: still checked, absent from every public page. */
  is_hidden: YesNo;
  /** Checks in a row before the shown status changes sides, 1..60. */
  confirmation_threshold: number;
  /** Formulas are filled in with the defaults they have. */
  monitor_settings_json: Record<string, unknown>;
  /** Public link shown on the monitor's page. */
  external_url: string | null;
  created_at: string;
  updated_at: string;
}

/** `{ monitor }` */
export class MonitorResponse {
  monitor: MonitorDto;
}

/** `{ monitors }`, the newest first. */
export class MonitorListResponse {
  monitors: MonitorDto[];
}
