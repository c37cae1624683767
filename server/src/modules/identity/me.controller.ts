import type { SessionEntity } from '@clarion/database/identity/session.entity';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import type { Actor } from '../../platform/http/actor.js';
import { MessageResponse } from '../../platform/http/message.dto.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { ChangePasswordDto, MeResponse, SessionListItemDto, SessionListResponse, UpdateMeDto } from './dto/session.dto.js';
import { toUserDto } from './session-state.service.js';
import { SessionsService } from './sessions.service.js';
import { assertUser, SignOutService } from './sign-out.service.js';
import { UsersService } from './users.service.js';

@Controller('api/v4/me')
export class MeController {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly signOut: SignOutService,
  ) {}

  /** Changes one's own name or how the dashboard looks. */
  @Patch()
  @Requires()
  async update(@CurrentActor() actor: Actor, @Body() body: UpdateMeDto): Promise<MeResponse> {
    return { user: toUserDto(await this.users.updateMe(assertUser(actor), body)) };
  }

  /** Sets a new password; every other session ends. */
  @Post('password')
  @HttpCode(200)
  @Requires()
  async changePassword(@CurrentActor() actor: Actor, @Body() body: ChangePasswordDto): Promise<MessageResponse> {
    const user = assertUser(actor);
    await this.users.changePassword(user, Number(user.sessionId), body.current_password, body.new_password);
    return { message: 'Password changed' };
  }

  /** One's own sessions. */
  @Get('sessions')
  @Requires()
  async listSessions(@CurrentActor() actor: Actor): Promise<SessionListResponse> {
    const user = assertUser(actor);
    return { sessions: (await this.sessions.list(user.id)).map((row) => toSessionListItem(row, user.sessionId)) };
  }

  /** Ends one of one's own sessions. */
  @Delete('sessions/:id')
  @Requires()
  async endSession(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<MessageResponse> {
    await this.signOut.end(assertUser(actor), /^\d{1,15}$/.test(id) ? Number(id) : 0);
    return { message: 'Session ended' };
  }
}

const toSessionListItem = (row: SessionEntity, currentId: string): SessionListItemDto => ({
  id: String(row.id),
  created_at: row.createdAt.toISOString(),
  last_seen_at: row.lastSeenAt.toISOString(),
  ip: row.ip,
  user_agent: row.userAgent,
  is_current: String(row.id) === currentId,
});
