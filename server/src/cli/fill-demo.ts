import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DemoService } from '../modules/system/demo/demo.service.js';
import { DemoTarget } from '../modules/system/demo/demo-target.js';
import { systemActor } from '../platform/http/actor.js';
import { type CommandContext, openApp } from './open-app.js';
import type { Output } from './program.js';

/** Where the sample services answer; chosen once, since their addresses stand in the monitors. */
interface TargetAddress {
  port: number;
}

const addressFile = (dataDir: string): string => path.join(path.resolve(dataDir), 'demo-target.json');

/** `demo`: sample services with a past, on the home page. Filling twice changes nothing. */
export async function fillDemo(context: CommandContext, output: Output, options: { monitors: number; days: number }): Promise<void> {
  const port = await targetPort(context.config.DATA_DIR);
  const { app, close } = await openApp(context);
  try {
    const filled = await app.get(DemoService, { strict: false }).fill(systemActor('demo'), {
      ...options,
      targetUrl: `http://127.0.0.1:${port}`,
      onMonitor: (name, done, total) => output.err(`${String(done).padStart(String(total).length)}/${total}  ${name}`),
    });
    output.err(
      filled === 0 ? 'The sample services are there already.' : `${filled} sample services with up to ${options.days} days of history.`,
    );
  } finally {
    await close();
  }
}

/** `demo-target`: answers for the sample services, so that the engine has something to check. Runs until it is stopped. */
export async function serveDemoTarget({ config }: CommandContext, output: Output): Promise<void> {
  const target = new DemoTarget();
  const port = await target.listen(await targetPort(config.DATA_DIR));
  target.sendSignals(`http://127.0.0.1:${config.PORT}${config.APP_BASE_PATH}`);
  output.err(`Answering for the sample services on port ${port}.`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await target.close();
}

async function targetPort(dataDir: string): Promise<number> {
  const file = addressFile(dataDir);
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as TargetAddress).port;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const probe = new DemoTarget();
  const port = await probe.listen(0);
  await probe.close();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ port } satisfies TargetAddress));
  return port;
}
