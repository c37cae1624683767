import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import type { EnvironmentProviders, Provider } from '@angular/core';
import { provideRouter, withComponentInputBinding, type Routes } from '@angular/router';
import { apiInterceptor } from '../app/platform/api.interceptor.js';
import { APP_BASE } from '../app/platform/app-base.js';

/** Real: everything of the dashboard. Not real: the server, which the test answers for, under the base path `/status/`. */
export const dashboard = (routes: Routes = []): (Provider | EnvironmentProviders)[] => [
  provideHttpClient(withInterceptors([apiInterceptor])),
  provideHttpClientTesting(),
  provideRouter(routes, withComponentInputBinding()),
  { provide: APP_BASE, useValue: '/status/' },
];
