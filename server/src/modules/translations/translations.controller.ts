import { Body, Controller, Get, Param, ParseIntPipe, Put, Req, Res } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { invalidField, notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { assertIfMatch, etagOf, isNotModified } from '../../platform/http/etag.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { TranslationsDto, WriteTranslationsDto } from './dto/translations.dto.js';
import { TRANSLATED_TYPES, type TranslatedType } from './objects.js';
import { type Translated, TranslationsService } from './translations.service.js';

const Objects = (): MethodDecorator => ApiParam({ name: 'object_type', enum: TRANSLATED_TYPES });

/** Own content in several languages. Who may change an object may change its translations. */
@Controller('api/v4/translations/:object_type/:object_id')
export class TranslationsController {
  constructor(private readonly translations: TranslationsService) {}

  /** What an object says, and how it says it in other languages. */
  @Get()
  @Requires()
  @Objects()
  async get(
    @CurrentActor() actor: Actor,
    @Param('object_type') name: string,
    @Param('object_id', ParseIntPipe) id: number,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TranslationsDto | undefined> {
    const type = typeOf(name);
    const found = await this.translations.get(actor, type, id);
    return isNotModified(request, reply, etag(found)) ? undefined : toDto(type, id, found);
  }

  /** Replaces all translations of an object. */
  @Put()
  @Requires()
  @Objects()
  async set(
    @CurrentActor() actor: Actor,
    @Param('object_type') name: string,
    @Param('object_id', ParseIntPipe) id: number,
    @Body() body: WriteTranslationsDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TranslationsDto> {
    const type = typeOf(name);
    for (const [locale, texts] of Object.entries(body.translations)) {
      if (typeof texts !== 'object' || texts === null) throw invalidField(`translations.${locale}`, 'This must be an object of texts');
    }
    const saved = await this.translations.set(actor, type, id, body.translations, (current) => assertIfMatch(request, etag(current)));
    void reply.header('etag', etag(saved));
    return toDto(type, id, saved);
  }
}

function typeOf(name: string): TranslatedType {
  const type = TRANSLATED_TYPES.find((each) => each === name);
  if (type === undefined) throw notFound(`A kind of object “${name}”`);
  return type;
}

const toDto = (type: TranslatedType, id: number, { source, translations }: Translated): TranslationsDto => ({
  ...{ object_type: type, object_id: id },
  ...{ source, translations },
});

const etag = ({ source, translations }: Translated): string => etagOf('translations', JSON.stringify([source, translations]));
