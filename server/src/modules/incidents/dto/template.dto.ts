import { INCIDENT_STATES, LIMITS, YES_NO, type IncidentState, type YesNo } from '@clarion/contract';
import { IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { Given, Trim } from '../../monitors/dto/rules.js';
import { LinkedMonitorImpactDto } from './incident.dto.js';
import { IsImpactList, MonitorImpactDto } from './monitor-impact.dto.js';

/** The usual words for an incident. Variables such as `{{monitors}}` and `{{start_time}}` are replaced when it is used. */
export class CreateTemplateDto {
  /** No other template may have it. @example Elevated errors */
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) name: string;
  /** @example Elevated error rates on {{monitors}} */
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.title) title: string;
  /** Markdown of the first update. */
  @Given() @IsString() @MaxLength(LIMITS.markdown) comment?: string;
  /** `INVESTIGATING` when absent. */
  @Given() @IsIn(INCIDENT_STATES) state?: IncidentState;
  @Given() @IsImpactList() monitors?: MonitorImpactDto[];
  /** `YES` when absent. */
  @Given() @IsIn(YES_NO) is_global?: YesNo;
}

/** Changes of a template; what is absent stays. */
export class UpdateTemplateDto {
  @Given() @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) name?: string;
  @Given() @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.title) title?: string;
  @Given() @IsString() @MaxLength(LIMITS.markdown) comment?: string;
  @Given() @IsIn(INCIDENT_STATES) state?: IncidentState;
  @Given() @IsImpactList() monitors?: MonitorImpactDto[];
  @Given() @IsIn(YES_NO) is_global?: YesNo;
}

/** The usual words for an incident. */
export class TemplateDto {
  id: number;
  name: string;
  title: string;
  /** Markdown of the first update. */
  comment: string;
  state: IncidentState;
  monitors: LinkedMonitorImpactDto[];
  is_global: YesNo;
  /** The number in the ETag. */
  version: number;
  created_at: string;
  updated_at: string;
}

/** `{ template }` */
export class TemplateResponse {
  template: TemplateDto;
}

/** `{ templates }`, by name. */
export class TemplateListResponse {
  templates: TemplateDto[];
}
