import path from 'node:path';
import { ForeignDirectoryError } from '../modules/public/static-copy/copy-directory.js';
import { ExportError, StaticCopies } from '../modules/public/static-copy/static-copies.service.js';
import { CommandError } from './command-error.js';
import { type CommandContext, openApp } from './open-app.js';
import type { Output } from './program.js';

/** `export-static`: the public pages as files, while the server runs or not. @throws CommandError for a directory that is not ours */
export async function exportStatic(context: CommandContext, output: Output, directory: string): Promise<void> {
  const { app, close } = await openApp(context, ['web']);
  try {
    const target = path.resolve(directory);
    let count = 0;
    const { files, bytes, removed } = await app.get(StaticCopies, { strict: false }).export(target, true, () => {
      count += 1;
      if (count % 100 === 0) output.err(`${count} files …`);
    });
    const gone = removed === 0 ? '' : `, ${removed} that are no longer public were removed`;
    output.out(`${files} files, ${(bytes / 1_048_576).toFixed(1)} MiB in ${target}${gone}.`);
  } catch (error) {
    if (error instanceof ForeignDirectoryError || error instanceof ExportError) throw new CommandError(error.message);
    throw error;
  } finally {
    await close();
  }
}
