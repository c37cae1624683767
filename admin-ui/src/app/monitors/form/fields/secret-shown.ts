import { Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';

/** A stored secret: its last four characters and a way to replace it. It cannot be read again. */
@Component({
  selector: 'app-secret-shown',
  imports: [MatButton],
  template: `
    <span class="value">
      @if (label(); as text) {
        <span class="label">{{ text }}</span>
      }
      <span class="mono" aria-hidden="true">{{ masked() }}</span>
      <span class="visually-hidden">{{ spoken() }}</span>
    </span>
    <button matButton type="button" [attr.aria-label]="'Replace ' + what()" (click)="replaced.emit()">Replace</button>
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      justify-content: space-between;
      min-inline-size: 0;
      min-block-size: 56px;
      padding-inline: 14px 4px;
      border: 1px dashed var(--line-strong);
      border-radius: 8px;
    }
    .value {
      display: flex;
      flex-direction: column;
    }
    .label {
      color: var(--muted);
      font-size: 0.75rem;
      line-height: 1.3;
    }
  `,
  host: { class: 'secret' },
})
export class SecretShown {
  /** As the server shows it: dots and the last characters. */
  readonly masked = input.required<string>();
  /** What the secret is, in words: `the value of Authorization`. */
  readonly what = input.required<string>();
  /** Above the value, where no field beside it says what it is. */
  readonly label = input('');
  readonly replaced = output();
  protected readonly spoken = computed(() => {
    const end = this.masked().replace(/^•+/, '');
    return end === '' ? 'Secret value, stored' : `Secret value that ends in ${end}`;
  });
}
