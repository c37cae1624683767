import { Component } from '@angular/core';

/** The product's mark and name. */
@Component({
  selector: 'app-wordmark',
  template: `
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="9" class="ground" />
      <path d="M6.5 17h4.200l2.600-7 4.200 13 3.100-9 1.500 3h3.400" class="line" />
    </svg>
    <span class="name">Clarion</span>
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 10px;
      color: var(--text);
    }
    .ground {
      fill: light-dark(#1f57b8, #2b62c4);
    }
    .line {
      fill: none;
      stroke: #fff;
      stroke-width: 2.4;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .name {
      font-weight: 650;
      font-size: 1.0625rem;
      letter-spacing: -0.01em;
    }
  `,
})
export class Wordmark {}
