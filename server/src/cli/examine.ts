import { DoctorService } from '../modules/system/doctor/doctor.service.js';
import { type CommandContext, openApp } from './open-app.js';
import type { Output } from './program.js';

/** `doctor`: every invariant of the data, in words or as JSON. */
export async function examine(context: CommandContext, output: Output, { json = false }: { json?: boolean }): Promise<void> {
  const { app, close } = await openApp(context);
  try {
    const findings = await app.get(DoctorService, { strict: false }).examine();
    if (findings.length > 0) process.exitCode = 1;
    if (json) output.out(JSON.stringify({ ok: findings.length === 0, findings }, null, 2));
    else if (findings.length === 0) output.out('Everything holds.');
    else
      for (const { invariant, title, count, examples } of findings)
        output.out(`${invariant}  ${title}: ${count} found, such as ${examples.join(', ')}`);
  } finally {
    await close();
  }
}
