import type { EmailTemplateEntity } from '@clarion/database/templates/email-template.entity';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import { assertIfMatch } from '../../platform/http/etag.js';
import { CurrentActor, Requires, Unaudited } from '../../platform/http/policy.js';
import { RateLimit } from '../../platform/http/rate-limit-rule.js';
import {
  EmailTemplateDraftDto,
  type EmailTemplateDto,
  EmailTemplateListResponse,
  EmailTemplatePreviewResponse,
  EmailTemplateResponse,
  EmailTemplateTestResponse,
  TestEmailTemplateDto,
} from './dto/email-template.dto.js';
import { type AssertCurrentTemplate, EmailTemplates, isDefault, MAIL_PARTS, type MailDraft } from './email-templates.service.js';
import { variablesOf } from './mail-catalogue.js';

@Controller('api/v4/email-templates')
export class EmailTemplatesController {
  constructor(private readonly templates: EmailTemplates) {}

  /** The site's mails and what each may say. */
  @Get()
  @Requires('email_templates.read')
  async list(): Promise<EmailTemplateListResponse> {
    return { email_templates: (await this.templates.list()).map(toDto) };
  }

  @Get(':template_id')
  @Requires('email_templates.read')
  async get(@Param('template_id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<EmailTemplateResponse> {
    return answer(await this.templates.get(id), reply);
  }

  /** Changes the parts that are sent; a mail that misses its link or code is refused. */
  @Patch(':template_id')
  @Requires('email_templates.write')
  async update(
    @CurrentActor() actor: Actor,
    @Param('template_id') id: string,
    @Body() body: EmailTemplateDraftDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EmailTemplateResponse> {
    return answer(await this.templates.update(actor, id, draftOf(body), from(request)), reply);
  }

  /** Takes back what was changed: the words the site came with. */
  @Post(':template_id/reset')
  @HttpCode(200)
  @Requires('email_templates.write')
  async reset(
    @CurrentActor() actor: Actor,
    @Param('template_id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EmailTemplateResponse> {
    return answer(await this.templates.reset(actor, id, from(request)), reply);
  }

  /** The mail with sample values, stored or as somebody is writing it. */
  @Post(':template_id/preview')
  @HttpCode(200)
  @Requires('email_templates.read')
  @Unaudited('draws what somebody is writing, stores nothing')
  async preview(@Param('template_id') id: string, @Body() body: EmailTemplateDraftDto): Promise<EmailTemplatePreviewResponse> {
    const { rendered, problems } = await this.templates.preview(id, draftOf(body));
    return {
      rendered: rendered && { subject: rendered.subject, html: rendered.html, text: rendered.text },
      problems: problems.map(({ part, severity, message, line = null, column = null }) => ({
        ...{ field: MAIL_PARTS[part], severity, message, line, column },
      })),
    };
  }

  /** Sends the mail with sample values now, and says what the mail server answered. */
  @Post(':template_id/test')
  @HttpCode(200)
  @Requires('email_templates.write')
  @RateLimit({ name: 'email-template-test', limit: 20, seconds: 600, per: 'actor' })
  @Unaudited('sends a sample, stores nothing')
  async test(@Param('template_id') id: string, @Body() { to, ...draft }: TestEmailTemplateDto): Promise<EmailTemplateTestResponse> {
    const { kind, status = null, answer: said = null } = await this.templates.test(id, draftOf(draft), to);
    return { test: { outcome: kind, status, answer: said } };
  }
}

const etagOf = ({ version }: EmailTemplateEntity): string => `"v${version}"`;
const from =
  (request: FastifyRequest): AssertCurrentTemplate =>
  (current) =>
    assertIfMatch(request, etagOf(current));

const draftOf = (body: EmailTemplateDraftDto): MailDraft => ({
  ...{ subject: body.template_subject, html: body.template_html_body, text: body.template_text_body },
});

function answer(row: EmailTemplateEntity, reply: FastifyReply): EmailTemplateResponse {
  void reply.header('etag', etagOf(row));
  return { email_template: toDto(row) };
}

const toDto = (row: EmailTemplateEntity): EmailTemplateDto => ({
  template_id: row.templateId,
  template_subject: row.templateSubject,
  template_html_body: row.templateHtmlBody,
  template_text_body: row.templateTextBody,
  is_default: isDefault(row),
  variables: variablesOf(row.templateId).map(({ name, type, description, sample, isRequired = false }) => ({
    ...{ name, type, description, sample: String(sample ?? ''), is_required: isRequired },
  })),
  version: row.version,
  updated_at: row.updatedAt.toISOString(),
});
