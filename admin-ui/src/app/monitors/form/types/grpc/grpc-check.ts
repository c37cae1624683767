import { Component, computed, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import { Fold } from '../../fields/fold.js';
import { NumberField } from '../../fields/number-field.js';
import { TextField } from '../../fields/text-field.js';
import { GRPC_KIND, type GrpcDraft } from './grpc-draft.js';

/** A gRPC server and the service it is asked about. */
@Component({
  selector: 'app-grpc-check',
  imports: [Fold, FormField, MatCheckbox, NumberField, TextField],
  template: `
    <div class="fields">
      <app-text-field class="two-thirds" label="Host" placeholder="grpc.example.com" [field]="check().host" />
      <app-number-field class="third" label="Port" [field]="check().port" />
      <app-text-field
        label="Service"
        placeholder="shop.v1.Checkout"
        hint="Full name, as the server registers it. Empty asks for the server as a whole."
        [field]="check().service"
      />
      <mat-checkbox class="tight" [formField]="check().tls">Use TLS</mat-checkbox>
      <p class="muted small">
        Calls <code>grpc.health.v1.Health/Check</code>: serving is operational, not serving is down, an unknown service is degraded.
      </p>
      <app-fold summary="Timeout, certificate" [isChanged]="isChanged()" [isInvalid]="check().timeout().invalid()">
        <div class="fields">
          <app-number-field class="half" label="Timeout" unit="ms" [field]="check().timeout" />
          @if (check().tls().value()) {
            <mat-checkbox class="tight" [formField]="check().insecure">Accept any certificate</mat-checkbox>
          }
        </div>
      </app-fold>
    </div>
  `,
})
export class GrpcCheck {
  readonly check = input.required<FieldTree<GrpcDraft>>();
  protected readonly isChanged = computed(() => {
    const { timeout, insecure } = this.check()().value();
    return timeout !== GRPC_KIND.fresh.timeout || insecure;
  });
}
