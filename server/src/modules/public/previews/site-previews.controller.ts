import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiProduces } from '@nestjs/swagger';
import type { SettingChanges } from '@clarion/database/site/site-preview.entity';
import type { FastifyReply } from 'fastify';
import { Config } from '../../../platform/config/config.js';
import { notFound } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { CurrentActor, Requires, Unaudited } from '../../../platform/http/policy.js';
import { renderMarkdown } from '../../../platform/markdown/markdown.js';
import { sitemapMode } from '../../pages/sitemap.js';
import { siteLocales } from '../../pages/snapshot/site-snapshot.js';
import { Snapshots } from '../../pages/snapshots.service.js';
import { ChangeSettings } from '../../site/change-settings.service.js';
import { ChangeSettingsDto, DrawPreviewQuery, SettingsPreviewResponse } from '../../site/dto/site-settings.dto.js';
import { SitePreviews } from '../../site/site-previews.service.js';
import { siteStyle } from '../../site/site-style.js';
import { variantOf } from '../http/choice.js';
import { PublicPages } from '../public-pages.service.js';
import { robotsText } from '../robots.controller.js';
import { sendPreview } from './preview-document.js';

/** Shown whatever its times say: they begin after somebody looked at it. */
const messageIn = (announcement: unknown): string => {
  const message = (announcement as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? message : '';
};

const PATH = '/api/v4/site-settings/previews';

/** The home page as unsaved settings would draw it, for whoever is changing them. */
@Controller('api/v4/site-settings/previews')
export class SitePreviewsController {
  constructor(
    private readonly settings: ChangeSettings,
    private readonly previews: SitePreviews,
    private readonly snapshots: Snapshots,
    private readonly pages: PublicPages,
    private readonly config: Config,
  ) {}

  /** Checks unsaved settings as if they were saved, and keeps them for some minutes to look at. */
  @Post()
  @HttpCode(201)
  @Requires('settings.write')
  @Unaudited('keeps for minutes what its author is looking at')
  async create(@CurrentActor() actor: Actor, @Body() { values, reset }: ChangeSettingsDto): Promise<SettingsPreviewResponse> {
    const changes = this.settings.check(values ?? {}, reset ?? []);
    const { id, expiresAt } = await this.previews.add(actor, changes);
    const settings = await this.changed(changes);
    const site = await this.snapshots.site(() => settings, this.pages.usual);
    const sitemap = sitemapMode(settings.get('sitemap')) === 'off' ? null : `${site.url}${this.config.APP_BASE_PATH}/sitemap.xml`;
    return {
      preview: {
        url: `${PATH}/${id}`,
        expires_at: expiresAt,
        footer_html: site.footerHtml,
        announcement_html: renderMarkdown(messageIn(settings.get('announcement'))),
        robots_txt: robotsText(this.config.APP_BASE_PATH, sitemap),
      },
    };
  }

  /** The page itself, as a document without script. */
  @Get(':id')
  @Requires('settings.write')
  @ApiProduces('text/html')
  async draw(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() { theme, lang }: DrawPreviewQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const changes = await this.found(actor, id);
    const variant = variantOf({ query: { lang }, cookies: {} }, siteLocales(await this.changed(changes)));
    const snapshot = await this.snapshots.withSettings((settings) => this.settings.withChanges(settings, changes), variant);
    if (snapshot === null) throw notFound('Home page');
    const { site } = snapshot;
    const shown = {
      ...site,
      ...(theme === undefined ? {} : { theme }),
      // Its own style sheet is stored nowhere yet.
      ...(site.stylesheet === undefined ? {} : { stylesheet: `${PATH}/${id}/style.css` }),
    };
    sendPreview(reply, await this.pages.draw({ ...snapshot, site: shown }));
  }

  @Get(':id/style.css')
  @Requires('settings.write')
  @ApiExcludeEndpoint()
  @Header('content-type', 'text/css; charset=utf-8')
  async style(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<string> {
    return siteStyle(await this.changed(await this.found(actor, id)))?.css ?? '';
  }

  private async found(actor: Actor, id: string): Promise<SettingChanges> {
    const changes = await this.previews.find(actor, id);
    if (changes === null) throw notFound('Preview');
    return changes;
  }

  private async changed(changes: SettingChanges): Promise<Map<string, unknown>> {
    const stored = new Map((await this.settings.list()).map(({ key, value }) => [key, value]));
    return this.settings.withChanges(stored, changes);
  }
}
