import path from 'node:path';
import { Controller, Get, Inject, Param, type OnApplicationBootstrap, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config.js';
import { Public } from '../../platform/http/policy.js';
import { setContentSecurityPolicy } from '../../platform/http/security-headers.js';
import { AdminShell } from './assets/admin-shell.js';
import { AssetFiles } from './assets/asset-files.js';
import { sendPlainPage } from './http/plain-page.js';
import { adminPolicy } from './http/policies.js';
import { sendRepresentation } from './http/representation.js';
import { UI_FILES, type UiFiles } from './ui-files.js';

/** The dashboard: one page for all its addresses, and its files. Who may see what is decided by the API behind it. */
@Controller()
@Public()
export class DashboardController implements OnApplicationBootstrap {
  private readonly files: AssetFiles;
  private shell: AdminShell | null = null;

  constructor(
    @Inject(UI_FILES) private readonly ui: UiFiles,
    private readonly config: Config,
  ) {
    this.files = new AssetFiles(ui.adminFiles, 5);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.files.learn();
    this.shell = await AdminShell.load(path.join(this.ui.adminFiles, 'index.html'), `${this.config.APP_BASE_PATH}/manage/`);
  }

  @Get(['manage', 'account', 'account/*'])
  page(@Res() reply: FastifyReply): void {
    this.sendShell(reply);
  }

  /** A file of the bundle, or a screen; screens have no dot in their names. */
  @Get('manage/*')
  async screen(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('*') rest: string): Promise<void> {
    const asset = await this.files.get(rest);
    if (asset !== null)
      sendRepresentation(request, reply, asset, 200, { 'content-type': asset.contentType, 'cache-control': asset.cacheControl });
    else if (/\.\w+$/.test(rest)) sendPlainPage(reply, 404);
    else this.sendShell(reply);
  }

  private sendShell(reply: FastifyReply): void {
    if (this.shell === null) {
      sendPlainPage(reply, 404);
      return;
    }
    const { html, nonce } = this.shell.render();
    setContentSecurityPolicy(reply, adminPolicy(nonce, this.config.APP_BASE_PATH));
    // Every answer has a nonce of its own: a copy in a cache would lock its reader out of the scripts.
    void reply
      .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'same-origin' })
      .send(html);
  }
}
