import type { Locale, LocaleTexts } from '@clarion/i18n';
import { DICTIONARIES } from '@clarion/i18n/all';
import { Body, Controller, Get, Param, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../platform/http/actor.js';
import { assertIfMatch, etagOf, isNotModified } from '../../../platform/http/etag.js';
import { CurrentActor, Requires } from '../../../platform/http/policy.js';
import { SiteTextsDto, WriteSiteTextsDto } from './dto/site-texts.dto.js';
import { SiteTextsService } from './site-texts.service.js';

/** The words of the public page, which an owner may replace one by one. @see ux D */
@Controller('api/v4/site/texts/:locale')
export class SiteTextsController {
  constructor(private readonly texts: SiteTextsService) {}

  /** The owner’s words of a language, and the built-in ones. */
  @Get()
  @Requires('settings.read')
  async get(
    @Param('locale') code: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SiteTextsDto | undefined> {
    const { locale, texts } = await this.texts.get(code);
    return isNotModified(request, reply, etag(texts)) ? undefined : toDto(locale, texts);
  }

  /** Replaces the owner’s words of a language. */
  @Put()
  @Requires('settings.write')
  async set(
    @CurrentActor() actor: Actor,
    @Param('locale') code: string,
    @Body() body: WriteSiteTextsDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SiteTextsDto> {
    const { locale, texts } = await this.texts.set(actor, code, body.texts, (current) => assertIfMatch(request, etag(current)));
    void reply.header('etag', etag(texts));
    return toDto(locale, texts);
  }
}

const toDto = (locale: Locale, texts: LocaleTexts): SiteTextsDto => ({ locale, texts, built_in: DICTIONARIES[locale] ?? {} });

const etag = (texts: LocaleTexts): string => etagOf('site-texts', JSON.stringify(texts));
