import type { SecretEntity } from '@clarion/database/platform/secret.entity';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/config.js';
import type { Actor } from '../../platform/http/actor.js';
import { assertIfMatch } from '../../platform/http/etag.js';
import { MessageResponse } from '../../platform/http/message.dto.js';
import { CurrentActor, Requires } from '../../platform/http/policy.js';
import { CreateSecretDto, RemoveSecretQuery, SecretDto, SecretListResponse, SecretResponse, UpdateSecretDto } from './dto/secret.dto.js';
import { type SecretUse, SecretUses } from './secret-uses.service.js';
import { type AssertCurrent, SecretsService } from './secrets.service.js';

@Controller('api/v4/secrets')
export class SecretsController {
  constructor(
    private readonly secrets: SecretsService,
    private readonly uses: SecretUses,
    private readonly config: Config,
  ) {}

  /** Stored secrets, then variables of the environment, by name; never a value. A stored secret wins over a variable of its name. */
  @Get()
  @Requires('settings.read', 'monitors.read')
  async list(): Promise<SecretListResponse> {
    const [rows, uses] = await Promise.all([this.secrets.list(), this.uses.byName()]);
    const variables = [...this.config.secretVariables.keys()].sort();
    return {
      secrets: [...rows.map((row) => toSecretDto(row, uses.get(row.name))), ...variables.map((name) => ofVariable(name, uses.get(name)))],
    };
  }

  /** Stores a secret; monitors use it from their next check on. */
  @Post()
  @Requires('settings.write', 'monitors.read')
  async create(
    @CurrentActor() actor: Actor,
    @Body() body: CreateSecretDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SecretResponse> {
    return this.answer(await this.secrets.create(actor, body), reply);
  }

  /** Changes the members that are sent. */
  @Patch(':name')
  @Requires('settings.write', 'monitors.read')
  async update(
    @CurrentActor() actor: Actor,
    @Param('name') name: string,
    @Body() body: UpdateSecretDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SecretResponse> {
    return this.answer(await this.secrets.update(actor, name, body, from(request)), reply);
  }

  /** Deletes a secret; one that monitors or triggers use only with `force`. */
  @Delete(':name')
  @Requires('settings.write', 'monitors.read')
  async remove(
    @CurrentActor() actor: Actor,
    @Param('name') name: string,
    @Query() { force }: RemoveSecretQuery,
    @Req() request: FastifyRequest,
  ): Promise<MessageResponse> {
    await this.secrets.remove(actor, name, force ?? false, from(request));
    return { message: `Secret ${name} deleted` };
  }

  private async answer(row: SecretEntity, reply: FastifyReply): Promise<SecretResponse> {
    void reply.header('etag', etagOf(row));
    return { secret: toSecretDto(row, await this.uses.of(row.name)) };
  }
}

const etagOf = ({ version }: SecretEntity): string => `"v${version}"`;

const from =
  (request: FastifyRequest): AssertCurrent =>
  (current) =>
    assertIfMatch(request, etagOf(current));

const usersOf = (use?: SecretUse): Pick<SecretDto, 'used_by' | 'used_by_triggers'> => ({
  used_by: [...(use?.monitors ?? [])],
  used_by_triggers: [...(use?.triggers ?? [])],
});

const toSecretDto = ({ name, description, origins, version, createdAt, updatedAt }: SecretEntity, use?: SecretUse): SecretDto => ({
  name,
  source: 'stored',
  description,
  origins,
  ...usersOf(use),
  version,
  created_at: createdAt.toISOString(),
  updated_at: updatedAt.toISOString(),
});

const ofVariable = (name: string, use?: SecretUse): SecretDto => ({
  name,
  source: 'environment',
  description: null,
  origins: null,
  ...usersOf(use),
  version: null,
  created_at: null,
  updated_at: null,
});
