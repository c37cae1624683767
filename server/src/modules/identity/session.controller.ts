import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/http/actor.js';
import { visitorActor } from '../../platform/http/actor.js';
import { MessageResponse } from '../../platform/http/message.dto.js';
import { originOf } from '../../platform/http/permission.guard.js';
import { CurrentActor, Public, Requires } from '../../platform/http/policy.js';
import { SessionStateDto, SignInDto } from './dto/session.dto.js';
import { SessionCookies } from './session-cookies.js';
import { SessionStateService } from './session-state.service.js';
import { SignInService } from './sign-in.service.js';
import { SignOutService } from './sign-out.service.js';

@Controller('api/v4/session')
export class SessionController {
  constructor(
    private readonly state: SessionStateService,
    private readonly signIn: SignInService,
    private readonly signOut: SignOutService,
    private readonly cookies: SessionCookies,
  ) {}

  /** Who is signed in, and the token that the next change must carry. */
  @Get()
  @Public()
  async read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SessionStateDto> {
    return this.state.describe(request, reply);
  }

  /** Signs in. */
  @Post()
  @HttpCode(200)
  @Public()
  async start(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: SignInDto,
  ): Promise<SessionStateDto> {
    this.state.assertOurs(request);
    const token = await this.signIn.signIn(visitorActor(originOf(request)), body.email, body.password);
    this.cookies.signIn(reply, token);
    this.cookies.preSession.clear(reply);
    return this.state.describe(request, reply, token);
  }

  /** Signs out. */
  @Delete()
  @Requires()
  async end(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<MessageResponse> {
    await this.signOut.signOut(actor);
    this.cookies.signOut(reply);
    return { message: 'Signed out' };
  }
}
