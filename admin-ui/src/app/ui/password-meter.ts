import { Component, computed, input } from '@angular/core';
import { passwordStrength } from './password-strength.js';

/** Four bars and a word: how strong a password is, and what it still lacks. */
@Component({
  selector: 'app-password-meter',
  template: `
    <div class="bars" aria-hidden="true" [class]="'bars s' + strength().score">
      @for (bar of [1, 2, 3, 4]; track bar) {
        <span [class.on]="bar <= strength().score"></span>
      }
    </div>
    <p class="small muted" aria-live="polite">{{ text() }}</p>
  `,
  styles: `
    .bars {
      display: grid;
      grid-template-columns: repeat(4, 1fr);
      gap: 4px;
      margin-block-end: 4px;
    }
    span {
      block-size: 5px;
      border-radius: 3px;
      background: var(--line);
    }
    .s1 .on {
      background: var(--down);
    }
    .s2 .on {
      background: var(--degraded);
    }
    .s3 .on,
    .s4 .on {
      background: var(--up);
    }
  `,
})
export class PasswordMeter {
  readonly password = input.required<string>();
  protected readonly strength = computed(() => passwordStrength(this.password()));
  protected readonly text = computed(() => {
    const { score, words, missing } = this.strength();
    if (score === 0) return 'At least 8 characters with a lower-case letter, an upper-case letter and a digit.';
    return missing.length > 0 ? `Still needs ${missing.join(', ')}.` : `${words}.`;
  });
}
