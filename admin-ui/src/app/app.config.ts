import { APP_BASE_HREF } from '@angular/common';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { inject, Injectable, type ApplicationConfig } from '@angular/core';
import { MAT_FORM_FIELD_DEFAULT_OPTIONS, type MatFormFieldDefaultOptions } from '@angular/material/form-field';
import { MAT_RIPPLE_GLOBAL_OPTIONS, type RippleGlobalOptions } from '@angular/material/core';
import { Title } from '@angular/platform-browser';
import { provideRouter, TitleStrategy, withComponentInputBinding, withInMemoryScrolling, type RouterStateSnapshot } from '@angular/router';
import { apiInterceptor } from './platform/api.interceptor.js';
import { APP_BASE } from './platform/app-base.js';
import { routes } from './app.routes.js';

/** `Monitors · Clarion` in the tab. */
@Injectable()
export class ScreenTitle extends TitleStrategy {
  private readonly title = inject(Title);

  override updateTitle(snapshot: RouterStateSnapshot): void {
    const screen = this.buildTitle(snapshot);
    this.title.setTitle(screen ? `${screen} · Clarion` : 'Clarion');
  }
}

export const appConfig: ApplicationConfig = {
  providers: [
    provideHttpClient(withInterceptors([apiInterceptor])),
    provideRouter(routes, withComponentInputBinding(), withInMemoryScrolling({ scrollPositionRestoration: 'enabled' })),
    { provide: APP_BASE_HREF, useFactory: () => inject(APP_BASE) },
    { provide: TitleStrategy, useClass: ScreenTitle },
    {
      provide: MAT_FORM_FIELD_DEFAULT_OPTIONS,
      useValue: { appearance: 'outline', subscriptSizing: 'dynamic' } satisfies MatFormFieldDefaultOptions,
    },
    { provide: MAT_RIPPLE_GLOBAL_OPTIONS, useValue: { animation: { enterDuration: 120, exitDuration: 80 } } satisfies RippleGlobalOptions },
  ],
};
