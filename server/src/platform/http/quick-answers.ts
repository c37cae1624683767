import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config } from '../config/config.js';
import { OUTSIDE, stripBasePath } from './base-path.js';
import { securityHeaders } from './security-headers.js';

/** An answer that lies ready. */
export interface QuickAnswer {
  readonly status: number;
  /** Beyond the security headers that every answer starts with; they replace those of the same name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty for 304. */
  readonly body: Buffer;
}

/**
 * Finds the answer to a GET or HEAD without awaiting anything; null = go the usual way. It must be the very answer the usual way gives.
 * @param path of the request inside the installation, without a query
 */
export type QuickSource = (path: string, request: IncomingMessage) => QuickAnswer | null;

/**
 * Answers what everybody asks for before router, guards and interceptors, which cost several times what the answer does. Only for what is
 * public and lies ready in memory; requests with a query go the usual way.
 */
@Injectable()
export class QuickAnswers implements OnApplicationBootstrap {
  private readonly sources: QuickSource[] = [];

  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly config: Config,
  ) {}

  register(source: QuickSource): void {
    this.sources.push(source);
  }

  onApplicationBootstrap(): void {
    const server = this.adapter.httpAdapter?.getHttpServer() as Server | undefined;
    if (server === undefined || this.sources.length === 0) return;
    const usual = server.listeners('request');
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      // A server that stops says so on each connection, which is not ours to do.
      if (server.listening && this.answer(request, response)) return;
      for (const listener of usual) listener.call(server, request, response);
    });
  }

  private answer(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, url } = request;
    if ((method !== 'GET' && method !== 'HEAD') || url === undefined || url.includes('?') || isAskedToTrace(request, this.config))
      return false;
    const path = stripBasePath(url, this.config.APP_BASE_PATH);
    if (path === OUTSIDE) return false;
    for (const source of this.sources) {
      const found = source(path, request);
      if (found === null) continue;
      const { status, headers, body } = found;
      response.writeHead(status, {
        'x-request-id': randomUUID(),
        ...securityHeaders(path, this.config),
        ...headers,
        ...(status === 304 ? {} : { 'content-length': body.byteLength }),
      });
      response.end(method === 'HEAD' || status === 304 ? undefined : body);
      return true;
    }
    return false;
  }
}

/** A proxy that names its requests wants to find them in the log. */
const isAskedToTrace = (request: IncomingMessage, config: Readonly<Config>): boolean =>
  config.TRUST_PROXY !== undefined && request.headers['x-request-id'] !== undefined;
