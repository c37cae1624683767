import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Injectable, type OnModuleInit, Post } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type FastifyInstance } from 'fastify';
import { startTestApp } from '../../../test/test-app.js';
import { BodyLimit, Public, Requires } from './policy.js';
import { RateLimit } from './rate-limit-rule.js';
import { RouteInventory } from './route-inventory.js';

@Controller('api/v4/forgotten')
class ForgottenController {
  @Get() @Requires() fine(): string {
    return 'fine';
  }
  @Post() forgotten(): string {
    return 'open to everybody';
  }
}

@Controller(['api/v4/doors', 'ext/doors'])
@Requires('monitors.read')
class DoorsController {
  @Get(':tag') one(): string {
    return 'one';
  }
  @Post() @Requires('monitors.write', 'audit.read') @BodyLimit(1024) @RateLimit({ name: 'doors', limit: 5, seconds: 60 }) open(): string {
    return 'opened';
  }
  @Get('files/*') @Public({ identify: true }) files(): string {
    return 'files';
  }
}

/** Opens a door without a controller, as static files do. */
@Injectable()
class SideDoor implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}
  onModuleInit(): void {
    this.host.httpAdapter.getInstance<FastifyInstance>().get('/assets/*', (_request, reply) => reply.send('asset'));
  }
}

@Injectable()
class DeclaredSideDoor extends SideDoor {
  constructor(host: HttpAdapterHost, inventory: RouteInventory) {
    super(host);
    inventory.declare([{ method: 'GET', path: '/assets/*' }]);
  }
}

describe('SEC-02 the route inventory', () => {
  it('fails the start for a handler that states no policy', async () => {
    await expect(startTestApp({ controllers: [ForgottenController] })).rejects.toThrow('ForgottenController.forgotten');
  });

  it('fails the start for a route that nobody declared', async () => {
    await expect(startTestApp({ providers: [SideDoor] })).rejects.toThrow('Routes that nobody declared: GET /assets/*');
  });

  it('lists every door with what guards it', async () => {
    const spec = await startTestApp({ controllers: [DoorsController], providers: [DeclaredSideDoor] });
    expect(spec.get<RouteInventory>(RouteInventory).entries()).toMatchSnapshot();
    expect((await spec.request().get('/assets/x').expect(200)).text).toBe('asset');
    await spec.close();
  });
});
