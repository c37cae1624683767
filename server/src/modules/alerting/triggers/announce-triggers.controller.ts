import { Body, Controller, Get, Put } from '@nestjs/common';
import type { Actor } from '../../../platform/http/actor.js';
import { CurrentActor, Requires } from '../../../platform/http/policy.js';
import { AnnounceTriggersDto, AnnounceTriggersResponse } from '../dto/trigger.dto.js';
import { type Announcements, Triggers } from './triggers.service.js';

@Controller('api/v4/site/announce-triggers')
export class AnnounceTriggersController {
  constructor(private readonly triggers: Triggers) {}

  /** Triggers that hear of updates of incidents and of stages of maintenances. */
  @Get()
  @Requires('triggers.read')
  async get(): Promise<AnnounceTriggersResponse> {
    return answer(await this.triggers.announcements());
  }

  /** Replaces both lists. */
  @Put()
  @Requires('triggers.write')
  async replace(@CurrentActor() actor: Actor, @Body() body: AnnounceTriggersDto): Promise<AnnounceTriggersResponse> {
    return answer(await this.triggers.announce(actor, body));
  }
}

const answer = ({ incidents, maintenances }: Announcements): AnnounceTriggersResponse => ({
  announce_triggers: { incidents: [...incidents], maintenances: [...maintenances] },
});
