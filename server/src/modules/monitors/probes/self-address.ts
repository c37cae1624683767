import { type AddressInfo } from 'node:net';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config } from '../../../platform/config/config.js';

/** Where this process answers right now, so that a monitor of ourselves follows the port. */
@Injectable()
export class SelfAddress {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly config: Config,
  ) {}

  /** e.g. `http://127.0.0.1:3000`; the public address when this process does not listen (a worker apart). */
  origin(): string {
    const server = this.adapter.httpAdapter?.getHttpServer() as { address?: () => AddressInfo | string | null } | undefined;
    const address = server?.address?.() ?? null;
    if (address === null || typeof address === 'string') return this.config.ORIGIN + this.config.APP_BASE_PATH;
    const isAny = address.address === '0.0.0.0' || address.address === '::';
    const host = isAny ? '127.0.0.1' : address.family === 'IPv6' ? `[${address.address}]` : address.address;
    return `http://${host}:${address.port}`;
  }
}
