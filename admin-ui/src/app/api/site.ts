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
