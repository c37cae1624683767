import { TEMPLATE_IDS, type TemplateId } from '@clarion/database/templates/email-template.entity';
import { TEMPLATE_LIMITS } from '@clarion/domain/templates';
import { IsEmail, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { Given, QueryText, Trim } from '../../monitors/dto/rules.js';

/** Which words are meant. */
export class EmailTemplateQuery {
  /** Language; absent = the words for every language that has none of its own. @example de */
  @QueryText() @IsOptional() @IsString() @MaxLength(35) locale?: string;
}

/** Words of a message; what is absent is as stored. */
export class EmailTemplateDraftDto {
  /** The title of a note. */
  @Given() @Trim() @IsString() @IsNotEmpty() @MaxLength(500) template_subject?: string;
  /** Notes have none. */
  @Given() @IsString() @MaxLength(TEMPLATE_LIMITS.characters) template_html_body?: string;
  /** Empty in a mail: made from the HTML. */
  @Given() @IsString() @MaxLength(TEMPLATE_LIMITS.characters) template_text_body?: string;
}

/** What to fill in; without an incident and a maintenance event it is filled in with samples. */
export class PreviewEmailTemplateDto extends EmailTemplateDraftDto {
  /** Its newest update is shown. */
  @Given() @IsInt() @Min(1) incident_id?: number;
  /** Its stage is shown. */
  @Given() @IsInt() @Min(1) maintenance_event_id?: number;
}

/** Where a sample goes. */
export class TestEmailTemplateDto extends PreviewEmailTemplateDto {
  @Trim() @IsEmail() @MaxLength(254) to: string;
}

/** A name that stands for something. */
export class MailVariableDto {
  name: string;
  /** `text`, `number`, `boolean` for sections, or `html` for three braces. */
  type: string;
  description: string;
  sample: string;
  /** A mail without it is not saved. */
  is_required: boolean;
}

/** A language that an editor wrote words for. */
export class EmailTemplateLanguageDto {
  /** null = every language without words of its own. */
  locale: string | null;
  updated_at: string;
}

/** Words of one message. */
export class EmailTemplateDto {
  @IsIn(TEMPLATE_IDS) template_id: TemplateId;
  /** `mail`, or `note`: a title and a text for chats. */
  kind: string;
  /** Language that these words are for; null = every language without words of its own. */
  locale: string | null;
  template_subject: string;
  template_html_body: string;
  /** Empty in a mail: made from the HTML. */
  template_text_body: string;
  /** They are the words the site came with. */
  is_default: boolean;
  /** An editor wrote words for exactly this language. */
  is_own: boolean;
  /** Language that the words are written in. */
  written_in: string;
  /** The newest first. */
  languages: EmailTemplateLanguageDto[];
  variables: MailVariableDto[];
  /** 0 = nobody has written words for this language. */
  version: number;
  updated_at: string | null;
}

/** Words the site came with. */
export class DefaultWordsDto {
  template_subject: string;
  template_html_body: string;
  template_text_body: string;
}

/** `{ email_templates }` */
export class EmailTemplateListResponse {
  email_templates: EmailTemplateDto[];
}

/** What is wrong with a part of a mail. */
export class MailProblemDto {
  /** Member of the template. */
  field: string;
  /** `error`: it is not saved; `warning`: it is. */
  severity: string;
  message: string;
  /** From 1; null = the part as a whole. */
  line: number | null;
  column: number | null;
}

/** `{ email_template, default_words, problems }` */
export class EmailTemplateResponse {
  email_template: EmailTemplateDto;
  /** What the site came with, in this language. */
  default_words: DefaultWordsDto;
  /** Warnings about words that were just saved. */
  problems: MailProblemDto[];
}

/** A message as it would arrive. */
export class RenderedMailDto {
  /** The title of a note. */
  subject: string;
  /** Empty for notes. */
  html: string;
  text: string;
}

/** `{ rendered, problems }` */
export class EmailTemplatePreviewResponse {
  /** null = it cannot be filled in. */
  rendered: RenderedMailDto | null;
  problems: MailProblemDto[];
}

/** What a test met. */
export class MailTestDto {
  /** `delivered`, `temporary`, `permanent` or `gone`. */
  outcome: string;
  /** SMTP or HTTP status; null = none arrived. */
  status: number | null;
  /** First KiB of what the mail server said. */
  answer: string | null;
  /** How long it took, milliseconds. */
  ms: number;
}

/** `{ test }` */
export class EmailTemplateTestResponse {
  test: MailTestDto;
}
