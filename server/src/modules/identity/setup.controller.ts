import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { visitorActor } from '../../platform/http/actor.js';
import { originOf } from '../../platform/http/permission.guard.js';
import { Public } from '../../platform/http/policy.js';
import { AppError } from '../../platform/errors/app-error.js';
import { CreateOwnerDto, SessionStateDto } from './dto/session.dto.js';
import { SessionCookies } from './session-cookies.js';
import { SessionStateService } from './session-state.service.js';
import { SetupTokenService } from './setup-token.service.js';
import { SignInService } from './sign-in.service.js';
import { UsersService } from './users.service.js';

@Controller('api/v4/setup')
export class SetupController {
  constructor(
    private readonly users: UsersService,
    private readonly signIn: SignInService,
    private readonly state: SessionStateService,
    private readonly setupToken: SetupTokenService,
    private readonly cookies: SessionCookies,
  ) {}

  /** Makes the owner and signs him in; gone once there is one. */
  @Post('owner')
  @Public()
  async createOwner(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: CreateOwnerDto,
  ): Promise<SessionStateDto> {
    if (!(await this.users.needsOwner())) throw new AppError('NOT_FOUND', 'Not found');
    this.state.assertOurs(request);
    this.setupToken.assert(body.setup_token);
    const visitor = visitorActor(originOf(request));
    await this.users.createOwner(visitor, body);
    const token = await this.signIn.signIn(visitor, body.email, body.password);
    this.cookies.signIn(reply, token);
    return this.state.describe(request, reply, token);
  }
}
