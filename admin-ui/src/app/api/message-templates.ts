/** Messages that have words of their own: mails, and notes for chats. */
export type MessageTemplateId =
  | 'invite_user'
  | 'verify_email'
  | 'forgot_password'
  | 'subscription_account_code'
  | 'subscription_update'
  | 'incident_update'
  | 'maintenance_update'
  | 'alert';

export interface TemplateVariable {
  name: string;
  type: 'text' | 'number' | 'boolean' | 'html';
  description: string;
  sample: string;
  is_required: boolean;
}

/** Words as they go over the wire. */
export interface TemplateWords {
  /** The title of a note. */
  template_subject: string;
  /** Empty for notes. */
  template_html_body: string;
  /** Empty in a mail: made from the HTML. */
  template_text_body: string;
}

export interface MessageTemplate extends TemplateWords {
  template_id: MessageTemplateId;
  kind: 'mail' | 'note';
  /** Language that the words are for; null = every language without words of its own. */
  locale: string | null;
  is_default: boolean;
  /** An editor wrote words for exactly this language. */
  is_own: boolean;
  /** Language that the words are written in. */
  written_in: string;
  /** The newest first; ISO 8601. */
  languages: { locale: string | null; updated_at: string }[];
  variables: TemplateVariable[];
  version: number;
  updated_at: string | null;
}

export interface MessageTemplatesResponse {
  email_templates: MessageTemplate[];
}

export interface TemplateProblem {
  field: keyof TemplateWords;
  severity: 'error' | 'warning';
  message: string;
  /** From 1; null = the part as a whole. */
  line: number | null;
  column: number | null;
}

export interface MessageTemplateResponse {
  email_template: MessageTemplate;
  /** What the site came with, in this language. */
  default_words: TemplateWords;
  /** Warnings about words that were just saved. */
  problems: TemplateProblem[];
}

/** What a preview or a test is filled in with, beside words that are not saved yet. */
export interface PreviewBody extends Partial<TemplateWords> {
  incident_id?: number;
  maintenance_event_id?: number;
}

export interface RenderedMessage {
  subject: string;
  html: string;
  text: string;
}

export interface TemplatePreviewResponse {
  /** null = it cannot be filled in. */
  rendered: RenderedMessage | null;
  problems: TemplateProblem[];
}

export interface MailTest {
  outcome: 'delivered' | 'temporary' | 'permanent' | 'gone';
  /** SMTP or HTTP status; null = none arrived. */
  status: number | null;
  answer: string | null;
  ms: number;
}
