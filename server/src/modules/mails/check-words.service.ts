import type { TemplateId } from '@clarion/database/templates/email-template.entity';
import type { TemplateProblem, VariableDeclaration } from '@clarion/domain/templates';
import { Injectable } from '@nestjs/common';
import { TextTemplates } from '../templates/render/text-templates.service.js';
import type { TemplateSources } from './default-words.js';
import { isNote, variablesOf } from './mail-catalogue.js';

/** The parts of a message, as the wire names them. */
export const MAIL_PARTS = { subject: 'template_subject', html: 'template_html_body', text: 'template_text_body' } as const;
export type MailPart = keyof typeof MAIL_PARTS;

/** What is wrong with one part. */
export interface MailProblem extends TemplateProblem {
  readonly part: MailPart;
}

/** Looks for what nobody could read, or use. @see reliability SEC-44 */
@Injectable()
export class CheckWords {
  constructor(private readonly templates: TextTemplates) {}

  /** Errors of a part first. A link may stand in the HTML alone as long as the text is made from it. */
  async of(id: TemplateId, sources: TemplateSources): Promise<MailProblem[]> {
    const found: MailProblem[] =
      sources.subject.trim() === '' ? [{ part: 'subject', severity: 'error', message: 'A message needs a subject' }] : [];
    for (const { part, mode, names } of partsOf(id, sources))
      found.push(...(await this.templates.check({ text: sources[part], mode }, names)).map((problem) => ({ part, ...problem })));
    return found;
  }
}

function partsOf(id: TemplateId, { text }: TemplateSources) {
  const declared = variablesOf(id);
  const optional = declared.map(({ isRequired: _, ...declaration }): VariableDeclaration => declaration);
  const subject = { part: 'subject', mode: 'text', names: optional } as const;
  if (isNote(id)) return [subject, { part: 'text', mode: 'text', names: optional } as const];
  return [
    subject,
    { part: 'html', mode: 'html', names: declared } as const,
    { part: 'text', mode: 'text', names: text.trim() === '' ? optional : declared } as const,
  ];
}
