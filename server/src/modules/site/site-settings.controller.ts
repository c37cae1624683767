import { Body, Controller, Get, Patch, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import { assertIfMatch, etagOf, isNotModified } from '../../platform/http/etag.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { ChangeSettings, type SettingState } from './change-settings.service.js';
import { ChangeSettingsDto, type SettingDto, SettingsResponse } from './dto/site-settings.dto.js';

/** The site's configuration as a whole: what is chosen, what a new site has, and several keys changed at once. */
@Controller('api/v4/site-settings')
export class SiteSettingsController {
  constructor(private readonly settings: ChangeSettings) {}

  /** Every key of the catalogue with its default, stored or not. */
  @Get()
  @Requires('settings.read')
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SettingsResponse | undefined> {
    const states = await this.settings.list();
    return isNotModified(request, reply, etag(states)) ? undefined : { settings: states.map(toSettingDto) };
  }

  /** Changes several keys: all of them, or none. */
  @Patch()
  @Requires('settings.write')
  async change(
    @CurrentActor() actor: Actor,
    @Body() { values, reset }: ChangeSettingsDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SettingsResponse> {
    const changes = this.settings.check(values ?? {}, reset ?? []);
    const states = await this.settings.change(actor, changes, (current) => assertIfMatch(request, etag(current)));
    void reply.header('etag', etag(states));
    return { settings: states.map(toSettingDto) };
  }
}

const toSettingDto = ({ key, value, standard, isLegacy }: SettingState): SettingDto => ({
  key,
  value,
  default: standard,
  is_legacy: isLegacy,
});

const etag = (states: readonly SettingState[]): string => etagOf('settings', JSON.stringify(states.map(({ key, value }) => [key, value])));
