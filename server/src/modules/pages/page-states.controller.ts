import { Controller, Get } from '@nestjs/common';
import { Requires } from '../../platform/http/policy.js';
import { PageStatesResponse, toPageStates } from './dto/page-state.dto.js';
import { PageStatesService } from './page-states.service.js';

@Controller('api/v4/page-states')
export class PageStatesController {
  constructor(private readonly states: PageStatesService) {}

  /** All pages in the order of the page switcher, with what waits to be published on them. */
  @Get()
  @Requires('pages.read')
  async list(): Promise<PageStatesResponse> {
    return toPageStates(await this.states.list());
  }
}
