/** One stored setting of the site. @see rest-api-v4 §8 */
export interface SiteValue {
  key: string;
  value: unknown;
  data_type: string;
}

export interface SiteResponse {
  site_data: SiteValue[];
}

export interface PageSummary {
  id: number;
  /** `~home` for the home page. */
  page_path: string;
  page_title: string;
  page_header: string;
}

export interface PagesResponse {
  pages: PageSummary[];
}

/** Which stages of planned work are told to subscribers; absent members are as the product has them. @see pages-site §5 */
export interface MaintenanceNotices {
  event_types?: Partial<Record<MaintenanceStage, boolean>>;
  /** How long before the start the reminder goes out, and the event counts as ready. */
  reminder_buffer_hours?: number;
}

export type MaintenanceStage = 'created' | 'reminder' | 'started' | 'ended';
