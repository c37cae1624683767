import { Controller, Get, Header } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Public } from '../../platform/http/policy.js';

const HIDDEN = ['/manage/', '/account/', '/api/', '/embed/'];

/** What search engines leave alone. @see pages-site §12 */
@Controller()
@Public()
export class RobotsController {
  constructor(private readonly config: Config) {}

  @Get('robots.txt')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  robots(): string {
    return ['User-agent: *', ...HIDDEN.map((path) => `Disallow: ${this.config.APP_BASE_PATH}${path}`), ''].join('\n');
  }
}
