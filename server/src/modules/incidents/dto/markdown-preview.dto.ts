import { LIMITS } from '@clarion/contract';
import { IsString, MaxLength } from 'class-validator';

/** A text that is being written. */
export class PreviewMarkdownDto {
  /** Markdown. */
  @IsString() @MaxLength(LIMITS.markdown) text: string;
}

/** What readers will see. */
export class MarkdownPreviewResponse {
  /** Safe to show. */
  html: string;
}
