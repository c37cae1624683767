import type { TemplateVariables } from '@clarion/domain/templates';
import { MAIL_PARTS, type MailProblem } from '../check-words.service.js';
import type { EditedTemplate } from '../email-templates.service.js';
import { isNote, variablesOf } from '../mail-catalogue.js';
import { EVERY_LANGUAGE } from '../template-words.service.js';
import type { DefaultWordsDto, EmailTemplateDto, MailProblemDto, MailVariableDto } from './email-template.dto.js';

const localeOf = (locale: string): string | null => (locale === EVERY_LANGUAGE ? null : locale);

/** @param samples values in the language of the words, which stand in for the declared ones */
const toVariableDtos = (id: EditedTemplate['id'], samples: TemplateVariables): MailVariableDto[] =>
  variablesOf(id).map(({ name, type, description, sample, isRequired = false }) => ({
    ...{ name, type, description, sample: String(samples[name] ?? sample ?? ''), is_required: isRequired },
  }));

export const toEmailTemplateDto = (
  { id, locale, words, own, languages }: EditedTemplate,
  samples: TemplateVariables = {},
): EmailTemplateDto => ({
  template_id: id,
  kind: isNote(id) ? 'note' : 'mail',
  locale: localeOf(locale),
  template_subject: words.subject,
  template_html_body: words.html,
  template_text_body: words.text,
  is_default: !words.isOwn,
  is_own: own !== null,
  written_in: words.locale,
  languages: languages.map((each) => ({ locale: localeOf(each.locale), updated_at: each.updatedAt.toISOString() })),
  variables: toVariableDtos(id, samples),
  version: own?.version ?? 0,
  updated_at: own?.updatedAt.toISOString() ?? null,
});

export const toDefaultWordsDto = ({ defaults: { subject, html, text } }: EditedTemplate): DefaultWordsDto => ({
  ...{ template_subject: subject, template_html_body: html, template_text_body: text },
});

export const toProblemDto = ({ part, severity, message, line, column }: MailProblem): MailProblemDto => ({
  ...{ field: MAIL_PARTS[part], severity, message, line: line ?? null, column: column ?? null },
});
