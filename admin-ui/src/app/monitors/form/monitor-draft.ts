import type { MonitorType, Status } from '@clarion/contract';
import type { Monitor, MonitorBody, TypeData } from '../../api/monitors.js';
import { FRESH_CHECKS, readChecks, writeCheck, type CheckDrafts } from './types/type-kinds.js';

/** Everything the form edits, as the fields hold it: texts are never null, numbers are null while a field is empty. */
export interface MonitorDraft {
  name: string;
  tag: string;
  description: string;
  category: string;
  externalUrl: string;
  type: MonitorType;
  check: CheckDrafts;
  cron: string;
  threshold: number | null;
  defaultStatus: Status;
  degradedIsDowntime: boolean;
  /** Tags of the monitors it depends on, ascending. */
  parents: readonly string[];
  isActive: boolean;
  isHidden: boolean;
  /** Whether its public page helps to put badges and frames of it elsewhere. */
  offersBadges: boolean;
  offersEmbeds: boolean;
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
  check: FRESH_CHECKS,
  cron: EVERY_MINUTE,
  threshold: 1,
  defaultStatus: 'UP',
  degradedIsDowntime: false,
  parents: [],
  isActive: true,
  isHidden: false,
  offersBadges: true,
  offersEmbeds: true,
  onHomePage: true,
};

/** `sharing_options` of a monitor; what is not stored is on. */
const sharingOf = ({ monitor_settings_json: settings }: Monitor): Record<string, unknown> =>
  (settings['sharing_options'] as Record<string, unknown> | undefined) ?? {};

/** The stored settings as the form holds them. @param parents they are stored beside the monitor */
export function toDraft(monitor: Monitor, parents: readonly string[]): MonitorDraft {
  return {
    name: monitor.name,
    tag: monitor.tag,
    description: monitor.description ?? '',
    category: monitor.category_name ?? '',
    externalUrl: monitor.external_url ?? '',
    type: monitor.monitor_type,
    check: readChecks(monitor.monitor_type, monitor.type_data),
    cron: monitor.cron ?? '',
    threshold: monitor.confirmation_threshold,
    defaultStatus: monitor.default_status,
    degradedIsDowntime: monitor.include_degraded_in_downtime === 'YES',
    parents,
    isActive: monitor.status === 'ACTIVE',
    isHidden: monitor.is_hidden === 'YES',
    offersBadges: sharingOf(monitor)['showShareBadgeMonitor'] !== false,
    offersEmbeds: sharingOf(monitor)['showShareEmbedMonitor'] !== false,
    onHomePage: false,
  };
}

/** Members of `type_data` that the form owns, for the type it shows. Others stay as they are stored: the server merges. */
export const toTypeData = (draft: Pick<MonitorDraft, 'type' | 'check'>): TypeData => writeCheck(draft.type, draft.check);

const textOrNull = (text: string): string | null => text.trim() || null;

/** The whole draft as a request body, without what only creation takes or what has a resource of its own. */
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
    monitor_settings_json: { sharing_options: { showShareBadgeMonitor: draft.offersBadges, showShareEmbedMonitor: draft.offersEmbeds } },
  };
}

/** The same for a monitor that has no settings yet: what is as usual is not stored. */
function toNewBody(draft: MonitorDraft): MonitorBody {
  const { monitor_settings_json: settings, ...body } = toBody(draft);
  return draft.offersBadges && draft.offersEmbeds ? body : { ...body, monitor_settings_json: settings };
}

export const toCreate = (draft: MonitorDraft): MonitorBody => ({
  ...toNewBody(draft),
  tag: draft.tag.trim(),
  ...(draft.onHomePage ? { page_paths: ['~home'] } : {}),
  ...(draft.parents.length > 0 ? { parents: draft.parents } : {}),
});

/** Only what differs from the draft as it was loaded, so that two people who change different fields do not undo each other. */
export function toPatch(before: MonitorDraft, now: MonitorDraft): MonitorBody {
  const old = toBody(before) as Record<string, unknown>;
  const wanted = toBody(now) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(wanted).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key])));
}

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
