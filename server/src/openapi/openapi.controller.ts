import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { etagOf, isNotModified } from '../platform/http/etag.js';
import { Public } from '../platform/http/policy.js';
import { allowAnyOrigin, setContentSecurityPolicy } from '../platform/http/security-headers.js';
import { OpenApiService } from './openapi.service.js';
import { referencePage, REFERENCE_CSP } from './reference-page.js';

/** Always asked for again, rarely sent again. */
const REVALIDATE = 'public, no-cache';

interface Printed {
  text: string;
  etag: string;
}

@ApiExcludeController()
@Controller('api/v4')
export class OpenApiController {
  private json: Printed | undefined;
  private page: Printed | undefined;

  constructor(private readonly openapi: OpenApiService) {}

  /** The document that clients are generated from. */
  @Get('openapi.json')
  @Public()
  @Header('content-type', 'application/json; charset=utf-8')
  document(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string | undefined {
    this.json ??= print(JSON.stringify(this.openapi.document()));
    allowAnyOrigin(reply);
    return answer(this.json, request, reply);
  }

  /** The same for people. */
  @Get('reference')
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  reference(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string | undefined {
    this.page ??= print(referencePage(this.openapi.document()));
    setContentSecurityPolicy(reply, REFERENCE_CSP);
    return answer(this.page, request, reply);
  }
}

const print = (text: string): Printed => ({ text, etag: etagOf(text) });

function answer({ text, etag }: Printed, request: FastifyRequest, reply: FastifyReply): string | undefined {
  void reply.header('cache-control', REVALIDATE);
  return isNotModified(request, reply, etag) ? undefined : text;
}
