import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../platform/errors/app-error.js';
import { Public } from '../../platform/http/policy.js';
import { type DictionaryFile, Dictionaries } from '../site/texts/dictionaries.js';
import { pack, type Representation } from './copies/document.js';
import { sendRepresentation } from './http/representation.js';
import { IMMUTABLE } from './http/policies.js';

const QUALITY = 11;

/** Texts of a language, for pages that change theirs. Their names hold a hash of them, so they are asked for once. @see ux D */
@ApiExcludeController()
@Controller('assets/i18n')
@Public()
export class DictionariesController {
  private readonly packed = new WeakMap<DictionaryFile, Promise<Representation>>();

  constructor(private readonly dictionaries: Dictionaries) {}

  @Get(':file')
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('file') name: string): Promise<void> {
    const file = this.dictionaries.find(name);
    if (file === undefined) throw notFound(`Dictionary “${name}”`);
    const bytes = this.packed.get(file) ?? pack('i', file.json, QUALITY);
    this.packed.set(file, bytes);
    const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': IMMUTABLE };
    sendRepresentation(request, reply, await bytes, 200, headers);
  }
}
