import { LIMITS, YES_NO, type YesNo } from '@clarion/contract';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { Trim } from '../../monitors/dto/rules.js';

/** What was learned from an incident. */
export class WriteReportDto {
  /** Markdown. */
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.markdown) report: string;
  /** `YES`: readers see it. `NO` when absent. */
  @IsOptional() @IsIn(YES_NO) is_published?: YesNo | null;
}

/** A post-incident report. */
export class ReportDto {
  markdown: string;
  /** Safe to show. */
  html: string;
  /** Unix seconds; null = readers do not see it. */
  published_at: number | null;
}

/** `{ report }` */
export class ReportResponse {
  report: ReportDto;
}
