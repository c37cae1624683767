import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { startTestApp, type TestApp, type TestAppOptions } from '../test-app.js';
import { AuditModule } from '../../src/modules/audit/audit.module.js';
import { PublicModule } from '../../src/modules/public/public.module.js';
import { UI_FILES, type UiFiles } from '../../src/modules/public/ui-files.js';

const FILES = {
  'public/main-OVGKJU4U.js': 'console.log("page");'.repeat(50),
  'public/favicon-up.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'public/index.csr.html': 'not for visitors',
  'admin/main-KUTCJQPN.js': 'console.log("dashboard");',
  'admin/index.html':
    '<!doctype html><html><head><base href="/manage/"/><link rel="stylesheet" href="styles-GP2JADPE.css"></head><body><app-root ngcspnonce="CSP_NONCE"></app-root><script src="main-KUTCJQPN.js" type="module"></script></body></html>',
} as const;

/** A directory of its own with interfaces that are quick to load. */
export interface Workplace {
  dataDir: string;
  ui: UiFiles;
  remove(): Promise<void>;
}

export async function workplace(): Promise<Workplace> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'clarion-public-'));
  for (const [name, content] of Object.entries(FILES)) {
    await mkdir(path.join(root, path.dirname(name)), { recursive: true });
    await writeFile(path.join(root, name), content);
  }
  return {
    dataDir: path.join(root, 'data'),
    ui: {
      bundle: new URL('./fake-bundle.mjs', import.meta.url),
      publicFiles: path.join(root, 'public'),
      adminFiles: path.join(root, 'admin'),
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** The pages' and the public room over PostgreSQL, rendered by the fixture. */
export function startPublicApp({ dataDir, ui }: Workplace, options: TestAppOptions = {}): Promise<TestApp> {
  const room: DynamicModule = { module: PublicModule, providers: [{ provide: UI_FILES, useValue: ui }] };
  return startTestApp({ ...options, imports: [AuditModule, room], env: { DATA_DIR: dataDir, ...options.env } });
}
