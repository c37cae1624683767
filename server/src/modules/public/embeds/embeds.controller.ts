import type { Embed } from '@clarion/contract';
import { embedHeight, embedPath, embedScriptPath, embedSlug, type Query } from '@clarion/domain';
import { isLocale, resolveLocale, translate } from '@clarion/i18n';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../../platform/config/config.js';
import { Public } from '../../../platform/http/policy.js';
import { RateLimit } from '../../../platform/http/rate-limit-rule.js';
import type { EmbedKey } from '../copies/copy-key.js';
import { pack } from '../copies/document.js';
import { NoCopyError } from '../copies/no-copy.js';
import { variantOf } from '../http/choice.js';
import { sendPlainPage } from '../http/plain-page.js';
import { embedPolicy } from '../http/policies.js';
import { sendRepresentation } from '../http/representation.js';
import { PublicPages } from '../public-pages.service.js';
import { embedAt, embedOf, localeOf, queryOf } from './embed-request.js';
import { embedScript } from './embed-script.js';

const EVENTS = 'events/live';
/** A frame asks again once a minute, and what it asks is not answered from a cache. */
const FRAME_CACHE = 'public, max-age=30';
/** The script says nothing about any monitor, only where the frame is. */
const SCRIPT_CACHE = 'public, max-age=3600';
/** Other people's pages show it, whatever they forbid themselves otherwise. */
const FOR_EVERYBODY = { 'cross-origin-resource-policy': 'cross-origin', 'x-robots-tag': 'noindex' } as const;

/**
 * Frames for other people's pages, and scripts that put them there. They set no cookie and read none: what is shown follows from the address
 * alone.
 * @see pages-site §14
 */
@ApiExcludeController()
@Controller('embed')
@Public()
@RateLimit({ name: 'embeds', limit: 1_200, seconds: 60, whenDown: 'pass' })
export class EmbedsController {
  constructor(
    private readonly pages: PublicPages,
    private readonly config: Config,
  ) {}

  @Get(EVENTS)
  events(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.frame(request, reply, EVENTS);
  }

  @Get(`${EVENTS}/js`)
  eventsScript(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.script(request, reply, EVENTS);
  }

  @Get(':room')
  frameOf(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('room') room: string): Promise<void> {
    return this.frame(request, reply, room);
  }

  @Get(':room/js')
  scriptOf(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('room') room: string): Promise<void> {
    return this.script(request, reply, room);
  }

  @Get('*')
  nothing(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.frame(request, reply, '');
  }

  private async frame(request: FastifyRequest, reply: FastifyReply, room: string): Promise<void> {
    const query = queryOf(request.query);
    const embed = embedOf(room, query);
    const wanted = { query: { tz: query('tz'), lang: localeOf(query) }, cookies: {} };
    const key = (shown: EmbedKey['embed']): EmbedKey => ({ kind: 'embed', embed: shown, ...variantOf(wanted, this.pages.locales) });
    try {
      const found = embed === null ? null : await this.pages.document(key(embed));
      const document = found ?? (await this.pages.document(key({ kind: 'missing', theme: themeOf(embed, query) })));
      if (document === null) throw new NoCopyError('There is no copy of the frame for nothing');
      const headers = { 'content-security-policy': document.policy, 'content-type': 'text/html; charset=utf-8', ...FOR_EVERYBODY };
      sendRepresentation(request, reply, document, document.status, { ...headers, 'cache-control': FRAME_CACHE });
    } catch (error) {
      if (!(error instanceof NoCopyError)) throw error;
      void reply.headers(FOR_EVERYBODY);
      sendPlainPage(reply, 503, embedPolicy([]));
    }
  }

  private async script(request: FastifyRequest, reply: FastifyReply, room: string): Promise<void> {
    const query = queryOf(request.query);
    const named = this.named(request, query) ?? { embed: embedOf(room, query), query };
    if (named.embed === null) {
      void reply.headers(FOR_EVERYBODY);
      sendPlainPage(reply, 404, embedPolicy([]));
      return;
    }
    const { embed } = named;
    const asked = localeOf(named.query);
    const locale = asked !== null && isLocale(asked) ? asked : null;
    const facts = {
      path: this.config.APP_BASE_PATH + embedPath(embed, locale),
      own: this.config.APP_BASE_PATH + embedScriptPath(embed).replace(/\?.*/, ''),
      slug: embedSlug(embed),
      height: embedHeight(embed),
      title: translate(resolveLocale([locale ?? this.pages.locales[0] ?? 'en']), 'sharing.frameTitle'),
    };
    const headers = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': SCRIPT_CACHE, ...FOR_EVERYBODY };
    sendRepresentation(request, reply, await pack('j', embedScript(facts)), 200, headers);
  }

  /** The frame that the parameter `monitor` names, if it is one of this host. */
  private named(request: FastifyRequest, query: Query): { embed: Embed; query: Query } | null {
    const address = query('monitor');
    const named = address === null ? null : embedAt(address, `${request.protocol}://${request.host}`, this.config.APP_BASE_PATH);
    if (named === null) return null;
    // What is said beside the address wins over what is said in it.
    const both: Query = (name) => query(name) ?? named.query(name);
    return { embed: embedOf(roomOf(named.embed), both)!, query: both };
  }
}

const roomOf = (embed: Embed): string => (embed.kind === 'events' ? EVENTS : embedSlug(embed));

const themeOf = (embed: Embed | null, query: Query): Embed['theme'] => (embed ?? embedOf(EVENTS, query)!).theme;
