import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { SessionTabs } from './session/session-tabs.js';
import { Appearance } from './session/appearance.js';

/** Root of the dashboard; what it shows is the router's business. */
@Component({ selector: 'app-root', imports: [RouterOutlet], template: '<router-outlet />' })
export class App {
  // Theme and density apply to every screen, also before sign-in.
  protected readonly appearance = inject(Appearance);
  protected readonly tabs = inject(SessionTabs);
}
