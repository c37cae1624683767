import { EMAIL_TEMPLATE_IDS, type EmailTemplateId } from '@clarion/database/templates/email-template.entity';
import { TEMPLATE_LIMITS } from '@clarion/domain/templates';
import { IsEmail, IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { Given, Trim } from '../../monitors/dto/rules.js';

/** Words of a mail; what is absent is as stored. */
export class EmailTemplateDraftDto {
  @Given() @Trim() @IsString() @IsNotEmpty() @MaxLength(500) template_subject?: string;
  @Given() @IsString() @IsNotEmpty() @MaxLength(TEMPLATE_LIMITS.characters) template_html_body?: string;
  /** Empty: made from the HTML. */
  @Given() @IsString() @MaxLength(TEMPLATE_LIMITS.characters) template_text_body?: string;
}

/** Where a sample goes. */
export class TestEmailTemplateDto extends EmailTemplateDraftDto {
  @Trim() @IsEmail() @MaxLength(254) to: string;
}

/** A name that stands for something. */
export class MailVariableDto {
  name: string;
  /** `text`, or `html` for three braces. */
  type: string;
  description: string;
  sample: string;
  /** A mail without it is not saved. */
  is_required: boolean;
}

/** Words of one mail. */
export class EmailTemplateDto {
  @IsIn(EMAIL_TEMPLATE_IDS) template_id: EmailTemplateId;
  template_subject: string;
  template_html_body: string;
  /** Empty: made from the HTML. */
  template_text_body: string;
  /** They are the words the site came with. */
  is_default: boolean;
  variables: MailVariableDto[];
  version: number;
  updated_at: string;
}

/** `{ email_templates }` */
export class EmailTemplateListResponse {
  email_templates: EmailTemplateDto[];
}

/** `{ email_template }` */
export class EmailTemplateResponse {
  email_template: EmailTemplateDto;
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

/** A mail as it would arrive. */
export class RenderedMailDto {
  subject: string;
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
}

/** `{ test }` */
export class EmailTemplateTestResponse {
  test: MailTestDto;
}
