import { IsOptional, IsString } from 'class-validator';
import { QueryText } from './rules.js';

/** Filters of the monitor list: exact matches; a value nobody has gives an empty list. */
export class ListMonitorsQuery {
  /** ACTIVE or INACTIVE. */
  @QueryText() @IsOptional() @IsString() status?: string;
  @QueryText() @IsOptional() @IsString() category_name?: string;
  /** API, PING, TCP, … */
  @QueryText() @IsOptional() @IsString() monitor_type?: string;
  /** YES or NO. */
  @QueryText() @IsOptional() @IsString() is_hidden?: string;
}
