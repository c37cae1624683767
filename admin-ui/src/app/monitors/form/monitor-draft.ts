import { API_DEFAULTS, HEARTBEAT_DEFAULTS, type HttpMethod, type MonitorType, type Status } from '@clarion/contract';
import type { Monitor, MonitorBody, TypeData } from '../../api/monitors.js';

export interface HeaderDraft {
  key: string;
  value: string;
}

/** Everything the form edits, flat, as the fields hold it: texts are never null, numbers are null while a field is empty. */
export interface MonitorDraft {
  name: string;
  tag: string;
  description: string;
  category: string;
  externalUrl: string;
  type: MonitorType;
  url: string;
  method: HttpMethod;
  timeout: number | null;
  headers: HeaderDraft[];
  body: string;
  followRedirects: boolean;
  maxRedirects: number | null;
  allowSelfSignedCert: boolean;
  degradedMinutes: number | null;
  downMinutes: number | null;
  repeatLastStatus: boolean;
  cron: string;
  threshold: number | null;
  defaultStatus: Status;
  degradedIsDowntime: boolean;
  isActive: boolean;
  isHidden: boolean;
  /** Only for a new monitor. */
  onHomePage: boolean;
}

export const EVERY_MINUTE = '* * * * *';

export const NEW_DRAFT: MonitorDraft = {
  name: '',
  tag: '',
  description: '',
  category: '',
  externalUrl: '',
  type: 'API',
  url: '',
  method: API_DEFAULTS.method,
  timeout: API_DEFAULTS.timeout,
  headers: [],
  body: '',
  followRedirects: API_DEFAULTS.followRedirects,
  maxRedirects: API_DEFAULTS.maxRedirects,
  allowSelfSignedCert: false,
  degradedMinutes: HEARTBEAT_DEFAULTS.degradedRemainingMinutes,
  downMinutes: HEARTBEAT_DEFAULTS.downRemainingMinutes,
  repeatLastStatus: false,
  cron: EVERY_MINUTE,
  threshold: 1,
  defaultStatus: 'UP',
  degradedIsDowntime: false,
  isActive: true,
  isHidden: false,
  onHomePage: true,
};

/** The stored settings as the form holds them. */
export function toDraft(monitor: Monitor): MonitorDraft {
  const data = monitor.type_data;
  return {
    name: monitor.name,
    tag: monitor.tag,
    description: monitor.description ?? '',
    category: monitor.category_name ?? '',
    externalUrl: monitor.external_url ?? '',
    type: monitor.monitor_type,
    url: data.url ?? '',
    method: data.method ?? NEW_DRAFT.method,
    timeout: data.timeout ?? NEW_DRAFT.timeout,
    headers: (data.headers ?? []).map(({ key, value }) => ({ key, value })),
    body: data.body ?? '',
    followRedirects: data.follow_redirects ?? NEW_DRAFT.followRedirects,
    maxRedirects: data.max_redirects ?? NEW_DRAFT.maxRedirects,
    allowSelfSignedCert: data.allowSelfSignedCert ?? false,
    degradedMinutes: data.degradedRemainingMinutes ?? NEW_DRAFT.degradedMinutes,
    downMinutes: data.downRemainingMinutes ?? NEW_DRAFT.downMinutes,
    repeatLastStatus: data.overrideWithLastKnownStatus ?? false,
    cron: monitor.cron ?? '',
    threshold: monitor.confirmation_threshold,
    defaultStatus: monitor.default_status,
    degradedIsDowntime: monitor.include_degraded_in_downtime === 'YES',
    isActive: monitor.status === 'ACTIVE',
    isHidden: monitor.is_hidden === 'YES',
    onHomePage: false,
  };
}

/** Members of `type_data` that the form owns, for the type it shows. Others stay as they are stored: the server merges. */
export function toTypeData(draft: MonitorDraft): TypeData {
  switch (draft.type) {
    case 'API':
      return {
        url: draft.url.trim(),
        method: draft.method,
        headers: draft.headers.filter(({ key }) => key.trim() !== '').map(({ key, value }) => ({ key: key.trim(), value })),
        body: draft.body,
        ...(draft.timeout === null ? {} : { timeout: draft.timeout }),
        follow_redirects: draft.followRedirects,
        ...(draft.maxRedirects === null ? {} : { max_redirects: draft.maxRedirects }),
        allowSelfSignedCert: draft.allowSelfSignedCert,
      };
    case 'HEARTBEAT':
      return {
        ...(draft.degradedMinutes === null ? {} : { degradedRemainingMinutes: draft.degradedMinutes }),
        ...(draft.downMinutes === null ? {} : { downRemainingMinutes: draft.downMinutes }),
      };
    case 'NONE':
      return { overrideWithLastKnownStatus: draft.repeatLastStatus };
    default:
      return {};
  }
}

const textOrNull = (text: string): string | null => text.trim() || null;

/** The whole draft as a request body, without what only creation takes. */
export function toBody(draft: MonitorDraft): MonitorBody {
  return {
    name: draft.name.trim(),
    description: textOrNull(draft.description),
    category_name: textOrNull(draft.category),
    external_url: textOrNull(draft.externalUrl),
    cron: textOrNull(draft.cron),
    monitor_type: draft.type,
    type_data: toTypeData(draft),
    default_status: draft.defaultStatus,
    include_degraded_in_downtime: draft.degradedIsDowntime ? 'YES' : 'NO',
    confirmation_threshold: draft.threshold,
    status: draft.isActive ? 'ACTIVE' : 'INACTIVE',
    is_hidden: draft.isHidden ? 'YES' : 'NO',
  };
}

export const toCreate = (draft: MonitorDraft): MonitorBody => ({
  ...toBody(draft),
  tag: draft.tag.trim(),
  ...(draft.onHomePage ? { page_paths: ['~home'] } : {}),
});

/** Only what differs from the draft as it was loaded, so that two people who change different fields do not undo each other. */
export function toPatch(before: MonitorDraft, now: MonitorDraft): MonitorBody {
  const old = toBody(before) as Record<string, unknown>;
  const wanted = toBody(now) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(wanted).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key])));
}

/** True when a header's value came masked from the server: it is kept unless it is replaced. */
export const isMasked = (value: string): boolean => value.startsWith('••••');

/** A tag made of a name: `Checkout EU` gives `checkout-eu`. */
export function suggestTag(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}
