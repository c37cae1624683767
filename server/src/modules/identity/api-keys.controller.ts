import type { ApiKeyEntity } from '@clarion/database/identity/api-key.entity';
import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { notFound } from '../../platform/errors/app-error.js';
import type { Actor } from '../../platform/http/actor.js';
import { MessageResponse } from '../../platform/http/message.dto.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { ApiKeysService } from './api-keys.service.js';
import {
  ApiKeyDto,
  ApiKeyListResponse,
  ApiKeyResponse,
  CreateApiKeyDto,
  CreatedApiKeyResponse,
  UpdateApiKeyDto,
} from './dto/api-key.dto.js';
import { PermissionsService } from './permissions.service.js';
import { assertUser } from './sign-out.service.js';

@Controller('api/v4/api-keys')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly permissions: PermissionsService,
  ) {}

  /** All keys, the newest first; never the keys themselves. */
  @Get()
  @Requires('api_keys.read')
  async list(): Promise<ApiKeyListResponse> {
    return { api_keys: (await this.keys.list()).map(toApiKeyDto) };
  }

  /** Makes a key that may do what its maker may; the answer is the only place the key ever stands in. */
  @Post()
  @Requires('api_keys.write')
  async create(@CurrentActor() actor: Actor, @Body() body: CreateApiKeyDto): Promise<CreatedApiKeyResponse> {
    const user = assertUser(actor);
    const roleId = body.role ?? (await this.permissions.widestRoleOf(user.id));
    const { row, key } = await this.keys.create(user, {
      name: body.name,
      roleId,
      userId: user.id,
      expiresAt: body.expires_at ? new Date(body.expires_at) : null,
    });
    return { api_key: toApiKeyDto(row), key };
  }

  /** Switches a key on or off. */
  @Patch(':id')
  @Requires('api_keys.write')
  async update(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: UpdateApiKeyDto): Promise<ApiKeyResponse> {
    return { api_key: toApiKeyDto(await this.keys.setStatus(actor, toId(id), body.status)) };
  }

  /** Deletes a key; programs that use it are refused at once. */
  @Delete(':id')
  @Requires('api_keys.delete')
  async remove(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<MessageResponse> {
    await this.keys.remove(actor, toId(id));
    return { message: 'API key deleted' };
  }
}

/** @throws AppError `NOT_FOUND` for anything that is no id */
function toId(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw notFound('API key');
  return Number(text);
}

const toApiKeyDto = (row: ApiKeyEntity): ApiKeyDto => ({
  id: row.id,
  name: row.name,
  masked_key: row.maskedKey,
  role: row.roleId,
  status: row.status,
  created_at: row.createdAt.toISOString(),
  last_used_at: row.lastUsedAt?.toISOString() ?? null,
  expires_at: row.expiresAt?.toISOString() ?? null,
});
