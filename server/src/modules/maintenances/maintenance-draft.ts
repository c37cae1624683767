import type { Impact } from '@clarion/contract';
import type { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { canonicalTimeZone, judgeRule, minuteOf, readRule, type RecurrenceRule } from '@clarion/domain';
import { invalidField } from '../../platform/errors/app-error.js';
import { fromYesNo } from '../../platform/http/yes-no.js';
import type { CreateMaintenanceDto, UpdateMaintenanceDto } from './dto/maintenance.dto.js';
import type { MaintenanceImpactDto } from './dto/rules.js';
import { type MeantMonitor } from '../monitors/find-meant-monitors.js';

/** Columns that a request decides. */
export type MaintenanceColumns = Pick<
  MaintenanceEntity,
  'title' | 'description' | 'startDateTime' | 'rrule' | 'durationSeconds' | 'status' | 'isGlobal' | 'timezone'
>;

/** A maintenance as it is asked for. */
export interface MaintenanceDraft {
  columns: MaintenanceColumns;
  monitors: readonly MeantMonitor[];
}

/** Where and when a rule is read. */
export interface RuleContext {
  /** DTSTART, Unix seconds. */
  start: number;
  zone: string;
  now: number;
}

const DEFAULT_IMPACT: Impact = 'MAINTENANCE';

/** Monitors as a request names them. */
export const toMeantMonitors = (monitors: readonly MaintenanceImpactDto[]): MeantMonitor[] =>
  monitors.map(({ monitor_tag: tag, impact }) => ({ tag, impact: impact ?? DEFAULT_IMPACT }));

/** A zone's name as it was written, in the capitals it has. */
export function zoneName(text: string): string {
  const canonical = canonicalTimeZone(text);
  return canonical?.toLowerCase() === text.toLowerCase() ? canonical : text;
}

/** @throws AppError `BAD_REQUEST` with the reason */
export function ruleFrom(text: string): RecurrenceRule {
  const reading = readRule(text);
  if (!reading.ok) throw invalidField('rrule', reading.reason);
  return reading.rule;
}

/** A rule that can be kept. @throws AppError `BAD_REQUEST` with the reason @see reliability SEC-43 */
export function acceptableRule(text: string, { start, zone, now }: RuleContext): RecurrenceRule {
  const rule = ruleFrom(text);
  const judgement = judgeRule(rule, start, zone, now);
  if (!judgement.ok) throw invalidField('rrule', judgement.reason);
  return rule;
}

/** A new maintenance with its defaults; its rule is judged later. @throws AppError `BAD_REQUEST` */
export const draftNew = (body: CreateMaintenanceDto): MaintenanceDraft => ({
  columns: {
    title: body.title,
    description: body.description ?? null,
    startDateTime: minuteOf(body.start_date_time),
    rrule: ruleFrom(body.rrule).text,
    durationSeconds: body.duration_seconds,
    status: 'ACTIVE',
    isGlobal: fromYesNo(body.is_global ?? 'YES'),
    timezone: zoneName(body.timezone ?? 'UTC'),
  },
  monitors: toMeantMonitors(body.monitors ?? []),
});

/** What a request changes: absent members stay as they are. @throws AppError `BAD_REQUEST` */
export const draftChange = (row: MaintenanceColumns, body: UpdateMaintenanceDto): MaintenanceColumns => ({
  title: body.title ?? row.title,
  description: body.description === undefined ? row.description : body.description,
  startDateTime: body.start_date_time === undefined ? row.startDateTime : minuteOf(body.start_date_time),
  rrule: body.rrule === undefined ? row.rrule : ruleFrom(body.rrule).text,
  durationSeconds: body.duration_seconds ?? row.durationSeconds,
  status: body.status ?? row.status,
  isGlobal: fromYesNo(body.is_global) ?? row.isGlobal,
  timezone: body.timezone === undefined ? row.timezone : zoneName(body.timezone),
});

/** Whether events of one would not be those of the other. */
export const isOtherSchedule = (a: MaintenanceColumns, b: MaintenanceColumns): boolean =>
  a.startDateTime !== b.startDateTime || a.rrule !== b.rrule || a.durationSeconds !== b.durationSeconds || a.timezone !== b.timezone;

/** Whether its rule would give other times. */
export const isOtherRule = (a: MaintenanceColumns, b: MaintenanceColumns): boolean =>
  a.startDateTime !== b.startDateTime || a.rrule !== b.rrule || a.timezone !== b.timezone;
