import { LIMITS } from '@clarion/contract';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { Trim } from '../../monitors/dto/rules.js';

/** What the copy of a page has of its own. */
export class DuplicatePageDto {
  /** Written as that of a new page. @example eu-copy */
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) page_path: string;
  @Trim() @IsString() @IsNotEmpty() @MaxLength(LIMITS.name) page_title: string;
}
