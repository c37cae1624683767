import { type IncomingMessage, type Server } from 'node:http';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config } from '../config/config.js';
import { OUTSIDE, stripBasePath } from './base-path.js';

/**
 * Finds what an address means on a host.
 * @param host lower case, without port
 * @param path inside the installation, with its query
 * @returns another path inside the installation, or null when it means what it says
 */
export type HostSource = (host: string, path: string) => string | null;

/** Lets addresses mean something else on hosts of their own, before anything looks at them. Links are never built from a host. */
@Injectable()
export class HostAddresses implements OnApplicationBootstrap {
  private source: HostSource | undefined;

  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly config: Config,
  ) {}

  register(source: HostSource): void {
    this.source = source;
  }

  onApplicationBootstrap(): void {
    const server = this.adapter.httpAdapter?.getHttpServer() as Server | undefined;
    // Not before everybody else has put their listeners in place: this one comes first.
    server?.once('listening', () => void server.prependListener('request', (request: IncomingMessage) => this.readdress(request)));
  }

  private readdress(request: IncomingMessage): void {
    const { method, url, headers } = request;
    if (this.source === undefined || (method !== 'GET' && method !== 'HEAD') || url === undefined || headers.host === undefined) return;
    const base = this.config.APP_BASE_PATH;
    // A host of its own knows no base path: its front page is at its root.
    const path = url === '/' || url.startsWith('/?') ? url : stripBasePath(url, base);
    const meant = path === OUTSIDE ? null : this.source(headers.host.toLowerCase().replace(/:\d+$/, ''), path);
    if (meant !== null) request.url = base + meant;
  }
}
