import type { Snapshot } from '@clarion/contract';
import type { LocaleTexts } from '@clarion/i18n';
import { type ApplicationConfig, type ApplicationRef, ErrorHandler, mergeApplicationConfig } from '@angular/core';
import { bootstrapApplication, type BootstrapContext } from '@angular/platform-browser';
import { provideServerRendering } from '@angular/platform-server';

import { App } from './app/app';
import { appConfig } from './app/app.config';
import { provideSnapshot } from './app/state/snapshot-state';

/** One run of the application over one snapshot. Errors go to `failures`: half a page is not an answer. */
const bootstrap = (snapshot: Snapshot, texts: LocaleTexts | null, failures: unknown[]) => {
  const serverConfig: ApplicationConfig = {
    providers: [
      provideServerRendering(),
      provideSnapshot(snapshot, texts),
      { provide: ErrorHandler, useValue: { handleError: (error: unknown) => void failures.push(error) } satisfies ErrorHandler },
    ],
  };
  return (context: BootstrapContext): Promise<ApplicationRef> =>
    bootstrapApplication(App, mergeApplicationConfig(appConfig, serverConfig), context);
};

export default bootstrap;
