import { BADGE_KINDS } from '@clarion/contract';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../../platform/http/policy.js';
import { RateLimit } from '../../../platform/http/rate-limit-rule.js';
import { allowAnyOrigin } from '../../../platform/http/security-headers.js';
import { pack } from '../copies/document.js';
import { sendRepresentation } from '../http/representation.js';
import { badgeWish } from './badge-parameters.js';
import { badgeSvg, dotSvg } from './badge-svg.js';
import { Badges } from './badges.service.js';

const CACHE = 'public, max-age=60';
const CACHE_SECONDS = 60;
const JSON_SUFFIX = '.json';

/** Badges of monitors and, as `_`, of all together: pictures, and with `.json` what shields.io draws one from. @see pages-site §13 */
@ApiExcludeController()
@Controller('badge')
@Public()
export class BadgesController {
  constructor(private readonly badges: Badges) {}

  @Get(':tag/:kind')
  @RateLimit({ name: 'badges', limit: 1_200, seconds: 60, whenDown: 'pass' })
  async badge(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('tag') tag: string,
    @Param('kind') name: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const isData = name.endsWith(JSON_SUFFIX);
    const kind = BADGE_KINDS.find((each) => each === (isData ? name.slice(0, -JSON_SUFFIX.length) : name));
    const wish = badgeWish(query);
    // A kind nobody knows is of a monitor nobody knows.
    const { isFound, ...badge } = await this.badges.badge(kind === undefined ? '' : tag, kind ?? 'status', wish);
    allowAnyOrigin(reply);
    // Pictures in pages that isolate themselves, too.
    void reply.header('cross-origin-resource-policy', 'cross-origin');
    if (isData) {
      const { label, message, color, labelColor } = badge;
      const shield = { schemaVersion: 1, label, message, color: color.slice(1), labelColor: labelColor.slice(1), style: wish.style };
      const text = JSON.stringify({ ...shield, isError: !isFound, cacheSeconds: CACHE_SECONDS });
      const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': CACHE };
      sendRepresentation(request, reply, await pack('b', text), 200, headers);
      return;
    }
    const title = badge.label === '' ? badge.message : `${badge.label}: ${badge.message}`;
    const svg = kind === 'dot' ? dotSvg(title, badge.color, wish.isPinging && isFound) : badgeSvg(badge, wish.style);
    sendRepresentation(request, reply, await pack('b', svg), 200, { 'content-type': 'image/svg+xml', 'cache-control': CACHE });
  }
}
