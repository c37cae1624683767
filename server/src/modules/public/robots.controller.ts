import { Controller, Get, Header } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { notFound } from '../../platform/errors/app-error.js';
import { Public } from '../../platform/http/policy.js';
import { Sitemaps } from '../pages/sitemaps.service.js';

const HIDDEN = ['/manage/', '/account/', '/api/', '/embed/'];

/** The file for search engines. @param sitemap its address; null = there is none */
export function robotsText(basePath: string, sitemap: string | null): string {
  const rules = ['User-agent: *', ...HIDDEN.map((path) => `Disallow: ${basePath}${path}`)];
  return [...rules, ...(sitemap === null ? [] : ['', `Sitemap: ${sitemap}`]), ''].join('\n');
}

/** What search engines leave alone, and what they find. @see pages-site §12 */
@Controller()
@Public()
export class RobotsController {
  constructor(
    private readonly config: Config,
    private readonly sitemaps: Sitemaps,
  ) {}

  @Get('robots.txt')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  async robots(): Promise<string> {
    // Without the database the rules still hold; an error here would stop search engines from looking at anything.
    const sitemap = await this.sitemaps.address().catch(() => null);
    return robotsText(this.config.APP_BASE_PATH, sitemap);
  }

  @Get('sitemap.xml')
  @Header('content-type', 'application/xml; charset=utf-8')
  @Header('cache-control', 'public, max-age=300')
  async sitemap(): Promise<string> {
    const xml = await this.sitemaps.xml();
    if (xml === null) throw notFound('Sitemap');
    return xml;
  }
}
