import type { SiteSettingEntity } from '@clarion/database/site/site-setting.entity';
import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
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
  async get(@Param('key') key: string): Promise<SiteSettingDto> {
    return toSiteSettingDto(await this.site.get(key));
  }

  /** Replaces the value of a key whole. */
  @Patch(':key')
  @Requires('settings.write')
  async set(@CurrentActor() actor: Actor, @Param('key') key: string, @Body() body: UpdateSiteSettingDto): Promise<SiteSettingDto> {
    return toSiteSettingDto(await this.site.set(actor, key, body.value));
  }
}

const toSiteSettingDto = (row: SiteSettingEntity): SiteSettingDto => ({ key: row.key, value: row.value, data_type: row.dataType });
