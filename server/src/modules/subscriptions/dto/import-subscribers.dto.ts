import { LIMITS } from '@clarion/contract';
import { IsBoolean, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { Given } from '../../monitors/dto/rules.js';

/** A table of subscribers. */
export class ImportSubscribersDto {
  /**
   * The first line names the columns: `email`, and any of `incidents`, `maintenances`, `language`, `pages`, `monitors`, the last two with
   * lists separated by `;`. Empty cells leave known subscribers as they are; new ones get everything. Rows whose `state` is `pending` or
   * `bounced`, as exports write them, are not taken.
   * @example email,incidents,maintenances,language,pages,monitors
   */
  @IsString() @IsNotEmpty() @MaxLength(LIMITS.jobBodyBytes) csv: string;
  /** `true`: nothing is changed, and the answer says what would be; `false` when absent. */
  @Given() @IsBoolean() dry_run?: boolean;
}

/** A row that cannot be taken. */
export class ImportErrorDto {
  /** Of the file, from 1. */
  line: number;
  message: string;
}

/** What an import would do. */
export class ImportCheckResponse {
  rows: number;
  valid: number;
  would_add: number;
  would_update: number;
  /** The first 1,000. */
  errors: ImportErrorDto[];
}
