import type { MonitorDraft } from './monitor-draft.js';

/** Words of every field, for the summary of errors and for conflicts. */
export const FIELD_WORDS: Readonly<Record<keyof MonitorDraft, string>> = {
  name: 'Name',
  tag: 'Tag',
  description: 'Description',
  category: 'Category',
  externalUrl: 'External link',
  type: 'Type',
  url: 'URL',
  method: 'Method',
  timeout: 'Timeout',
  headers: 'Headers',
  body: 'Body',
  followRedirects: 'Follow redirects',
  maxRedirects: 'Maximum redirects',
  allowSelfSignedCert: 'Accept self-signed certificates',
  degradedMinutes: 'Degraded after',
  downMinutes: 'Down after',
  repeatLastStatus: 'Repeat the last status',
  cron: 'Schedule',
  threshold: 'Grace period',
  defaultStatus: 'Default status',
  degradedIsDowntime: 'Degraded counts as downtime',
  isActive: 'Active',
  isHidden: 'Hidden',
  onHomePage: 'Show on the home page',
};

const WIRE: Readonly<Record<string, keyof MonitorDraft>> = {
  name: 'name',
  tag: 'tag',
  description: 'description',
  category_name: 'category',
  external_url: 'externalUrl',
  monitor_type: 'type',
  cron: 'cron',
  confirmation_threshold: 'threshold',
  default_status: 'defaultStatus',
  include_degraded_in_downtime: 'degradedIsDowntime',
  status: 'isActive',
  is_hidden: 'isHidden',
  page_paths: 'onHomePage',
  url: 'url',
  method: 'method',
  timeout: 'timeout',
  headers: 'headers',
  body: 'body',
  follow_redirects: 'followRedirects',
  max_redirects: 'maxRedirects',
  allowSelfSignedCert: 'allowSelfSignedCert',
  degradedRemainingMinutes: 'degradedMinutes',
  downRemainingMinutes: 'downMinutes',
  overrideWithLastKnownStatus: 'repeatLastStatus',
};

/** The field of a wire name such as `cron` or `type_data.headers[0].key`; null when the form has none. */
export function fieldOfWireName(name: string): keyof MonitorDraft | null {
  const path = name.replace(/^type_data\./, '');
  const head = /^[A-Za-z_]+/.exec(path)?.[0] ?? '';
  return WIRE[head] ?? null;
}
