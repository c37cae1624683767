import { LIMITS, type MonitorType } from '@clarion/contract';
import type { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { fromYesNo } from '../../platform/http/yes-no.js';
import { CreateMonitorDto } from './dto/create-monitor.dto.js';
import { UpdateMonitorDto } from './dto/update-monitor.dto.js';
import { checkSettings, mergeSettings } from './monitor-settings.js';
import { checkTypeData } from './type-data/check-type-data.js';
import { unmaskTypeData } from './type-data/masks.js';
import { fault, refuse, type Targets } from './type-data/member-rules.js';

type Document = Readonly<Record<string, unknown>>;

/** Columns a request decides. */
export type MonitorColumns = Pick<
  MonitorEntity,
  | 'name'
  | 'description'
  | 'image'
  | 'cron'
  | 'defaultStatus'
  | 'status'
  | 'categoryName'
  | 'monitorType'
  | 'externalUrl'
  | 'confirmationThreshold'
  | 'includeDegradedInDowntime'
  | 'isHidden'
  | 'monitorSettingsJson'
  | 'dayDegradedMinimumCount'
  | 'dayDownMinimumCount'
>;

/** What a request makes of a monitor. */
export interface MonitorDraft<Columns> {
  columns: Columns;
  /** Secrets in clear; null = none, undefined = as it is stored. */
  typeData: Record<string, unknown> | null | undefined;
}

/** What is needed to judge a request beside itself. */
export interface DraftTools {
  targets: Targets;
  /** A new heartbeat secret. */
  newSecret: () => string;
}

/** The database's JSON takes neither NUL nor half a surrogate pair. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89ab][0-9a-f]{2}|d[c-f][0-9a-f]{2})/;

function assertStorable(field: string, document: Document | null): void {
  if (document === null) return;
  const json = JSON.stringify(document);
  if (Buffer.byteLength(json) > LIMITS.documentBytes) refuse(fault(field, `is larger than ${LIMITS.documentBytes / 1024} KiB`));
  if (UNSTORABLE.test(json)) refuse(fault(field, 'must be valid Unicode without NUL characters'));
}

const needsSecret = (type: MonitorType, typeData: Document): boolean => {
  const secret = typeData['secretString'];
  return type === 'HEARTBEAT' && (secret === undefined || secret === null || secret === '');
};

/**
 * Judges a part of `type_data` and merges it into what is stored.
 * @param stored with its secrets in clear
 * @throws AppError `BAD_REQUEST` with a detail per member
 */
export function mergeTypeData(type: MonitorType, stored: Document, sent: Document, targets: Targets): Record<string, unknown> {
  const { typeData, details } = unmaskTypeData(sent, stored);
  refuse(details);
  const merged = { ...stored, ...typeData };
  refuse(checkTypeData(type, typeData, merged, targets));
  assertStorable('type_data', merged);
  return merged;
}

/** @throws AppError `BAD_REQUEST` with a detail per member */
function settingsOf(stored: Document | null, sent: Document | null, flags: readonly boolean[]): MonitorEntity['monitorSettingsJson'] {
  if (sent === null) return null;
  refuse(checkSettings(sent));
  const merged = mergeSettings(stored, sent, flags);
  assertStorable('monitor_settings_json', merged as Document | null);
  return merged;
}

/** A new monitor with its defaults. @throws AppError `BAD_REQUEST` */
export function draftNew(body: CreateMonitorDto, { targets, newSecret }: DraftTools): MonitorDraft<MonitorColumns> {
  const monitorType = body.monitor_type ?? body.type ?? 'API';
  const includeDegradedInDowntime = fromYesNo(body.include_degraded_in_downtime) ?? false;
  const typeData = mergeTypeData(monitorType, {}, body.type_data ?? {}, targets);
  if (needsSecret(monitorType, typeData)) typeData['secretString'] = newSecret();
  return {
    columns: {
      name: body.name,
      description: body.description ?? null,
      image: body.image ?? null,
      cron: body.cron ?? null,
      defaultStatus: body.default_status ?? (monitorType === 'HEARTBEAT' ? 'NO_DATA' : 'UP'),
      status: body.status ?? 'ACTIVE',
      categoryName: body.category_name ?? null,
      monitorType,
      externalUrl: body.external_url ?? null,
      confirmationThreshold: body.confirmation_threshold ?? LIMITS.graceMinimum,
      includeDegradedInDowntime,
      isHidden: fromYesNo(body.is_hidden) ?? false,
      monitorSettingsJson: settingsOf(null, body.monitor_settings_json ?? null, [includeDegradedInDowntime]),
      dayDegradedMinimumCount: null,
      dayDownMinimumCount: null,
    },
    typeData: Object.keys(typeData).length === 0 ? null : typeData,
  };
}

/** The members of a value that are not undefined. */
const given = <T extends object>(value: { [Key in keyof T]: T[Key] | undefined }): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Partial<T>;

/**
 * What a request changes of a monitor: absent members stay.
 * @param opened its `type_data` with the secrets in clear
 * @throws AppError `BAD_REQUEST`
 */
export function draftChange(
  row: MonitorEntity,
  opened: Document,
  body: UpdateMonitorDto,
  { targets, newSecret }: DraftTools,
): MonitorDraft<Partial<MonitorColumns>> {
  const monitorType = body.monitor_type ?? body.type ?? row.monitorType;
  const flag = fromYesNo(body.include_degraded_in_downtime) ?? row.includeDegradedInDowntime;
  const sent = body.type_data;
  let typeData = sent === undefined || sent === null ? sent : mergeTypeData(monitorType, opened, sent, targets);
  const result = typeData === undefined ? opened : (typeData ?? {});
  // A list that was kept for another type becomes the members of a group: now it has to be one.
  if (monitorType === 'GROUP' && row.monitorType !== 'GROUP')
    refuse(checkTypeData('GROUP', { monitors: result['monitors'] }, result, targets));
  if (needsSecret(monitorType, result)) typeData = { ...result, secretString: newSecret() };
  const columns = given<Omit<MonitorColumns, 'dayDegradedMinimumCount' | 'dayDownMinimumCount'>>({
    name: body.name,
    description: body.description,
    image: body.image,
    cron: body.cron,
    defaultStatus: body.default_status,
    status: body.status,
    categoryName: body.category_name,
    monitorType: monitorType === row.monitorType ? undefined : monitorType,
    externalUrl: body.external_url,
    confirmationThreshold: body.confirmation_threshold === null ? LIMITS.graceMinimum : body.confirmation_threshold,
    includeDegradedInDowntime: fromYesNo(body.include_degraded_in_downtime),
    isHidden: fromYesNo(body.is_hidden),
    monitorSettingsJson:
      body.monitor_settings_json === undefined
        ? undefined
        : settingsOf(row.monitorSettingsJson as Document | null, body.monitor_settings_json, [row.includeDegradedInDowntime, flag]),
  });
  return { columns, typeData };
}
