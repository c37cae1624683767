import 'reflect-metadata';
import { type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';
import { type Config } from '../config/config.js';
import { createHttpAdapter } from '../http/http-adapter.js';
import { type Log } from '../logging/log.js';
import { NestLogger } from '../logging/nest-logger.js';

/** What a process without the role `web` answers: machines ask it how it is, nobody else has business there. */
const PROBES = new Set(['/livez', '/readyz', '/healthcheck']);

/**
 * Makes the application, ready to listen: routes, guards, limits. The same for the server and for tests, which pass the module to start.
 * @throws Error when a route states no policy, a queue has no handler, or the database is there and cannot be used
 */
export async function createApp(module: DynamicModule | Type, config: Readonly<Config>, log: Log): Promise<NestFastifyApplication> {
  const adapter = createHttpAdapter(config, log);
  if (!config.has('web')) answerProbesOnly(adapter.getInstance() as unknown as FastifyInstance);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false, // bodies are read behind the guards
    logger: new NestLogger(log),
    abortOnError: false,
  });
  try {
    await app.init();
    await adapter.getInstance().ready();
  } catch (error) {
    // What was opened on the way would keep the process alive, or lose its database under its feet.
    await app.close().catch((closing: unknown) => log.debug('closing after a failed start', { error: closing }));
    throw error;
  }
  return app;
}

function answerProbesOnly(instance: FastifyInstance): void {
  instance.addHook('onRequest', (request, reply, done) => {
    if (PROBES.has(request.url.replace(/\?.*$/s, ''))) done();
    else void reply.code(404).send();
  });
}
