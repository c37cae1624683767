import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../../platform/http/policy.js';
import { SiteService } from '../site.service.js';
import { captureScript } from './capture-script.js';

/** The script of the enabled providers of analytics, empty without any. Pages name it with a hash of its content. @see pages-site §16 */
@ApiExcludeController()
@Controller('capture.js')
@Public()
export class CaptureScriptController {
  constructor(private readonly site: SiteService) {}

  @Get()
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'public, max-age=300')
  async get(): Promise<string> {
    const settings = new Map((await this.site.list()).map(({ key, value }) => [key, value]));
    return captureScript(settings)?.source ?? '';
  }
}
