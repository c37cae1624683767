import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { Appearance } from './session/appearance.js';

/** Root of the dashboard; what it shows is the router's business. */
@Component({ selector: 'app-root', imports: [RouterOutlet], template: '<router-outlet />' })
export class App {
  // Theme and density apply to every screen, also before sign-in.
  protected readonly appearance = inject(Appearance);
}
