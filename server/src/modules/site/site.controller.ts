import type { SiteSettingEntity } from '@clarion/database/site/site-setting.entity';
import { Body, Controller, Get, Param, Patch, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import { assertIfMatch, etagOf, isNotModified } from '../../platform/http/etag.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { SiteSettingDto, SiteSettingListResponse, UpdateSiteSettingDto } from './dto/site.dto.js';
import { SiteService } from './site.service.js';

@Controller('api/v4/site')
export class SiteController {
  constructor(private readonly site: SiteService) {}

  /** Every key that is stored. */
  @Get()
  @Requires('settings.read')
  async list(): Promise<SiteSettingListResponse> {
    return { site_data: (await this.site.list()).map(toSiteSettingDto) };
  }

  /** One key; the answer is bare, without a wrapper. */
  @Get(':key')
  @Requires('settings.read')
  async get(
    @Param('key') key: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SiteSettingDto | undefined> {
    const row = await this.site.get(key);
    return isNotModified(request, reply, settingEtag(row)) ? undefined : toSiteSettingDto(row);
  }

  /** Replaces the value of a key whole. */
  @Patch(':key')
  @Requires('settings.write')
  async set(
    @CurrentActor() actor: Actor,
    @Param('key') key: string,
    @Body() body: UpdateSiteSettingDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SiteSettingDto> {
    const row = await this.site.set(actor, key, body.value, (current) => assertIfMatch(request, settingEtag(current)));
    void reply.header('etag', settingEtag(row));
    return toSiteSettingDto(row);
  }
}

const toSiteSettingDto = (row: SiteSettingEntity): SiteSettingDto => ({ key: row.key, value: row.value, data_type: row.dataType });

/** The validator of a setting; of one that was never stored too. */
const settingEtag = (row: SiteSettingEntity | null): string => etagOf('setting', JSON.stringify(row && [row.value, row.dataType]));
