/** One key of the site's configuration; `null` = nothing chosen. */
export interface SiteSetting {
  key: string;
  value: unknown;
  default: unknown;
  is_legacy: boolean;
}

export interface SiteSettingsResponse {
  settings: SiteSetting[];
}

/** What to store: new values, and keys that go back to their defaults. */
export interface SettingChanges {
  values: Record<string, unknown>;
  reset: string[];
}

/** What unsaved settings would do. */
export interface SettingsPreview {
  /** The home page drawn with them. */
  url: string;
  /** Unix seconds. */
  expires_at: number;
  footer_html: string;
  announcement_html: string;
  robots_txt: string;
}

export interface SettingsPreviewResponse {
  preview: SettingsPreview;
}
