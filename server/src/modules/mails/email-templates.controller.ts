import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { assertIfMatch, etagOf } from '../../platform/http/etag.js';
import { CurrentActor, Requires, Unaudited } from '../../platform/http/policy.js';
import { RateLimit } from '../../platform/http/rate-limit-rule.js';
import type { MailProblem } from './check-words.service.js';
import {
  EmailTemplateDraftDto,
  EmailTemplateListResponse,
  EmailTemplatePreviewResponse,
  EmailTemplateQuery,
  EmailTemplateResponse,
  EmailTemplateTestResponse,
  PreviewEmailTemplateDto,
  TestEmailTemplateDto,
} from './dto/email-template.dto.js';
import { toDefaultWordsDto, toEmailTemplateDto, toProblemDto } from './dto/email-template.mapper.js';
import { type AssertCurrentTemplate, type EditedTemplate, EmailTemplates, type MailDraft } from './email-templates.service.js';
import { PreviewVariables } from './preview-variables.service.js';
import { FindTemplateWords } from './template-words.service.js';
import { type Trial, TryTemplates } from './try-templates.service.js';

@Controller('api/v4/email-templates')
export class EmailTemplatesController {
  constructor(
    private readonly templates: EmailTemplates,
    private readonly trials: TryTemplates,
    private readonly words: FindTemplateWords,
    private readonly variables: PreviewVariables,
  ) {}

  /** The site's mails and notes for chats, what each may say, and in which languages an editor wrote words for it. */
  @Get()
  @Requires('email_templates.read')
  async list(@Query() { locale }: EmailTemplateQuery): Promise<EmailTemplateListResponse> {
    return { email_templates: (await this.templates.list(locale)).map((each) => toEmailTemplateDto(each)) };
  }

  /** The words that readers of a language get. */
  @Get(':template_id')
  @Requires('email_templates.read')
  async get(
    @Param('template_id') id: string,
    @Query() { locale }: EmailTemplateQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EmailTemplateResponse> {
    return this.answer(await this.templates.get(id, locale), reply);
  }

  /** Changes the parts that are sent, for one language; a mail that misses its link or code is refused. */
  @Patch(':template_id')
  @Requires('email_templates.write')
  async update(
    @CurrentActor() actor: Actor,
    @Param('template_id') id: string,
    @Query() { locale }: EmailTemplateQuery,
    @Body() body: EmailTemplateDraftDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EmailTemplateResponse> {
    const problems = await this.templates.update(actor, id, locale, draftOf(body), from(request));
    return this.answer(await this.templates.get(id, locale), reply, problems);
  }

  /** Takes back what was written for a language: what it falls back to, or the words the site came with. */
  @Post(':template_id/reset')
  @HttpCode(200)
  @Requires('email_templates.write')
  async reset(
    @CurrentActor() actor: Actor,
    @Param('template_id') id: string,
    @Query() { locale }: EmailTemplateQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EmailTemplateResponse> {
    await this.templates.reset(actor, id, locale, from(request));
    return this.answer(await this.templates.get(id, locale), reply);
  }

  /** The message as it would be sent, stored or as somebody is writing it: about an incident, a maintenance event, or samples. */
  @Post(':template_id/preview')
  @HttpCode(200)
  @Requires('email_templates.read')
  @Unaudited('draws what somebody is writing, stores nothing')
  async preview(
    @CurrentActor() actor: Actor,
    @Param('template_id') id: string,
    @Query() { locale }: EmailTemplateQuery,
    @Body() body: PreviewEmailTemplateDto,
  ): Promise<EmailTemplatePreviewResponse> {
    const { rendered, problems } = await this.trials.preview(id, trialOf(actor, locale, body));
    return {
      rendered: rendered && { subject: rendered.subject, html: rendered.html, text: rendered.text },
      problems: problems.map(toProblemDto),
    };
  }

  /** Sends the mail now, and says what the mail server answered. */
  @Post(':template_id/test')
  @HttpCode(200)
  @Requires('email_templates.write')
  @RateLimit({ name: 'email-template-test', limit: 20, seconds: 600, per: 'actor' })
  @Unaudited('sends a sample, stores nothing')
  async test(
    @CurrentActor() actor: Actor,
    @Param('template_id') id: string,
    @Query() { locale }: EmailTemplateQuery,
    @Body() { to, ...body }: TestEmailTemplateDto,
  ): Promise<EmailTemplateTestResponse> {
    const { outcome, ms } = await this.trials.test(id, trialOf(actor, locale, body), to);
    return { test: { outcome: outcome.kind, status: outcome.status ?? null, answer: outcome.answer ?? null, ms } };
  }

  private async answer(
    template: EditedTemplate,
    reply: FastifyReply,
    problems: readonly MailProblem[] = [],
  ): Promise<EmailTemplateResponse> {
    void reply.header('etag', tagOf(template));
    const samples = await this.variables.of(template.id, await this.words.languageOf(template.locale));
    return {
      email_template: toEmailTemplateDto(template, samples),
      default_words: toDefaultWordsDto(template),
      problems: problems.map(toProblemDto),
    };
  }
}

/** Of the words themselves: whoever saw the same ones may change them. */
const tagOf = ({ own, words }: Pick<EditedTemplate, 'own' | 'words'>): string =>
  etagOf(own === null ? 0 : 1, words.subject, words.html, words.text);
const from =
  (request: FastifyRequest): AssertCurrentTemplate =>
  (current) =>
    assertIfMatch(request, tagOf(current));

const draftOf = (body: EmailTemplateDraftDto): MailDraft => ({
  ...{ subject: body.template_subject, html: body.template_html_body, text: body.template_text_body },
});

/** @throws AppError `FORBIDDEN` when somebody may not read what the message is to be about */
function trialOf(actor: Actor, locale: string | undefined, body: PreviewEmailTemplateDto): Trial {
  const { incident_id: incidentId, maintenance_event_id: maintenanceEventId } = body;
  if (incidentId !== undefined && !actor.permissions.has('incidents.read')) throw forbidden('incidents.read');
  if (maintenanceEventId !== undefined && !actor.permissions.has('maintenances.read')) throw forbidden('maintenances.read');
  return { locale, draft: draftOf(body), incidentId, maintenanceEventId };
}

const forbidden = (permission: string): AppError => new AppError('FORBIDDEN', `This needs the permission ${permission}`);
