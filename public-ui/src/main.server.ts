import type { EmbedSnapshot, Snapshot } from '@clarion/contract';
import type { LocaleTexts } from '@clarion/i18n';
import { type ApplicationConfig, type ApplicationRef, ErrorHandler, mergeApplicationConfig, type Provider } from '@angular/core';
import { bootstrapApplication, type BootstrapContext } from '@angular/platform-browser';
import { provideServerRendering } from '@angular/platform-server';

import { App } from './app/app';
import { appConfig } from './app/app.config';
import { EmbedRoot } from './app/embeds/embed-root';
import { provideEmbed } from './app/embeds/embed-state';
import { provideSnapshot } from './app/state/snapshot-state';

/** Errors go to `failures`: half a page is not an answer. */
const collectErrors = (failures: unknown[]): Provider => ({
  provide: ErrorHandler,
  useValue: { handleError: (error: unknown) => void failures.push(error) } satisfies ErrorHandler,
});

/** One run of the application over one snapshot. */
const bootstrap = (snapshot: Snapshot, texts: LocaleTexts | null, failures: unknown[]) => {
  const serverConfig: ApplicationConfig = {
    providers: [provideServerRendering(), provideSnapshot(snapshot, texts), collectErrors(failures)],
  };
  return (context: BootstrapContext): Promise<ApplicationRef> =>
    bootstrapApplication(App, mergeApplicationConfig(appConfig, serverConfig), context);
};

/** The same for a frame. Nothing wakes it in the browser, so nothing about waking is written into it. */
export const bootstrapEmbed = (embed: EmbedSnapshot, failures: unknown[]) => {
  const config: ApplicationConfig = { providers: [provideServerRendering(), provideEmbed(embed), collectErrors(failures)] };
  return (context: BootstrapContext): Promise<ApplicationRef> => bootstrapApplication(EmbedRoot, config, context);
};

export default bootstrap;
