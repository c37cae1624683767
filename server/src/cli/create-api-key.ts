import { ApiKeysService } from '../modules/identity/api-keys.service.js';
import { systemActor } from '../platform/http/actor.js';
import { type CommandContext, openApp } from './open-app.js';
import type { Output } from './program.js';

/** `api-key create`: a service key, which no person's leaving ends. */
export async function createApiKey(
  context: CommandContext,
  output: Output,
  options: { name: string; role: string; expires?: Date },
): Promise<void> {
  const { app, close } = await openApp(context);
  try {
    const { key } = await app
      .get(ApiKeysService, { strict: false })
      .create(systemActor('cli'), { name: options.name, roleId: options.role, expiresAt: options.expires ?? null, userId: null });
    output.out(key);
  } finally {
    await close();
  }
}
