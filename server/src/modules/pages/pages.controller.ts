import { Controller, Get, Param } from '@nestjs/common';
import { Requires } from '../../platform/http/policy.js';
import { PageListResponse, PageResponse, pathOfToken, toPageDto } from './dto/page.dto.js';
import { PagesService } from './pages.service.js';

@Controller('api/v4/pages')
export class PagesController {
  constructor(private readonly pages: PagesService) {}

  /** All pages, by id. */
  @Get()
  @Requires('pages.read')
  async list(): Promise<PageListResponse> {
    return { pages: (await this.pages.list()).map(toPageDto) };
  }

  /** One page; `~home` is the home page. */
  @Get(':page_path')
  @Requires('pages.read')
  async get(@Param('page_path') token: string): Promise<PageResponse> {
    return { page: toPageDto(await this.pages.get(pathOfToken(token))) };
  }
}
