import type { PageStatusKey, Status } from '@clarion/contract';
import { IsBoolean, IsOptional } from 'class-validator';
import { QueryFlag } from '../../monitors/dto/rules.js';
import { AudienceReportDto } from './audience.dto.js';

/** Whether a change is made, or only tried. */
export class DryRunQuery {
  /** `true`: stores nothing and says what would change. */
  @QueryFlag() @IsOptional() @IsBoolean() dryRun?: boolean;
}

/** What the banner of a page says. */
export class DryRunBannerDto {
  status: Status;
  key: PageStatusKey;
  /** Incidents that readers of the page see open. */
  open_incidents: number;
}

/** A page before and after. */
export class DryRunPageDto {
  /** `~home` for the home page. */
  page_path: string;
  before: DryRunBannerDto;
  after: DryRunBannerDto;
}

/** A monitor before and after. */
export class DryRunMonitorDto {
  monitor_tag: string;
  status_before: Status;
  status_after: Status;
  /** Percentages as people read them, without the sign; null = no data. */
  uptime_30d_before: string | null;
  uptime_30d_after: string | null;
}

/** What a change would do, and who would be told. */
export class DryRunReportDto extends AudienceReportDto {
  /** Pages that show what changes. */
  banner: DryRunPageDto[];
  /** Monitors it touches, with the groups they are in. */
  monitors: DryRunMonitorDto[];
  /** What will be told of a planned event when its stages come; null = nothing is planned, or it is told now. */
  later: AudienceReportDto | null;
}

/** What was done, or would be. */
export class ChangeMessageResponse {
  message: string;
  /** Only with `dryRun=true`; nothing was changed then. */
  dry_run?: DryRunReportDto;
}
