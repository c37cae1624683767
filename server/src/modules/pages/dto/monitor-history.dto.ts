import { LATENCY_RANGES, type DaySnapshot, type LatencyRange, type MonitorPageSnapshot } from '@clarion/contract';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

const RANGES = Object.keys(LATENCY_RANGES) as LatencyRange[];

/** Which stretch of a monitor's past is asked for, and in whose days. */
export class MonitorHistoryQuery {
  /** IANA zone that days are read in; `UTC` when absent. @example Europe/Berlin */
  @IsOptional() @IsString() @MaxLength(64) tz?: string;
  /** Of the latency chart; `24h` when absent. */
  @IsOptional() @IsIn(RANGES) range?: LatencyRange;
  /** Adds one day in full. @example 2026-11-20 */
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'day must be a date such as 2026-11-20' }) day?: string;
}

/** What the monitor's public page shows of its past, and what its checks said. */
export class MonitorHistoryDto {
  /** Local midnights, oldest first, then the end of today; Unix seconds. */
  @ApiProperty({ type: [Number] }) day_starts: readonly number[];
  /** One letter a day, oldest first: u up, g degraded, d down, m maintenance, n no data, - not monitored yet. */
  days: string;
  /** Minutes `[up, degraded, down, maintenance, no data]` of days that are not simply all up, by index into `days`. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'array', items: { type: 'integer' } } })
  day_minutes: MonitorPageSnapshot['monitor']['dayMinutes'];
  /** Uptime of the last 24 hours, 7, 30, 90 and 365 days. */
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } }) windows: MonitorPageSnapshot['windows'];
  @ApiProperty({ type: 'object', additionalProperties: true }) latency: MonitorPageSnapshot['latency'];
  /** null = not asked for, or outside the days above. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true }) day: DaySnapshot | null;
}

/** `{ history }` */
export class MonitorHistoryResponse {
  history: MonitorHistoryDto;
}

export const toMonitorHistoryDto = ({ dayStarts, monitor, windows, latency, day }: MonitorPageSnapshot): MonitorHistoryDto => ({
  day_starts: dayStarts,
  days: monitor.days,
  day_minutes: monitor.dayMinutes,
  windows,
  latency,
  day,
});
