import { openapiDocument } from '../openapi/openapi-document.js';
import { type CommandContext, openShell } from './open-app.js';
import type { Output } from './program.js';

/** `openapi`: the document that clients are generated from. */
export async function printOpenApi(context: CommandContext, output: Output): Promise<void> {
  const { app, close } = await openShell(context);
  output.out(JSON.stringify(openapiDocument(app), null, 2));
  await close();
}
