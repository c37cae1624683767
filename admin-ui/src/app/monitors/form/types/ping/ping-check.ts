import { Component, computed, input } from '@angular/core';
import { type FieldTree } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Icon } from '../../../../ui/icon.js';
import { PING_EVAL } from '../../fields/eval-docs.js';
import { EvalField } from '../../fields/eval-field.js';
import { Fold } from '../../fields/fold.js';
import { NumberField } from '../../fields/number-field.js';
import { rowList } from '../../fields/row-list.js';
import { TextField } from '../../fields/text-field.js';
import { hostHint } from '../host-kind.js';
import { NEW_PING_HOST, type PingDraft } from './ping-draft.js';

/** The hosts that are pinged, and what a server needs before it may ping at all. */
@Component({
  selector: 'app-ping-check',
  imports: [EvalField, Fold, Icon, MatButton, MatIconButton, NumberField, TextField],
  template: `
    <div class="fields">
      <fieldset class="rows">
        <legend>Hosts</legend>
        @for (row of rows(); track $index; let index = $index) {
          <div class="host-row">
            <app-text-field class="host" label="Host" placeholder="example.com" [hint]="hostHint(row.host().value())" [field]="row.host" />
            <app-number-field label="Packets" [field]="row.count" />
            <app-number-field label="Timeout" unit="ms" [field]="row.timeout" />
            <button
              matIconButton
              type="button"
              [disabled]="rows().length === 1"
              [attr.aria-label]="'Remove host ' + (row.host().value() || index + 1)"
              (click)="list.remove(index)"
            >
              <app-icon name="close" />
            </button>
          </div>
        }
        <button matButton type="button" class="add" (click)="list.add()"><app-icon matButtonIcon name="plus" />Add host</button>
      </fieldset>
      <p class="note small">
        <app-icon name="info" />
        <span
          >Packets go out one a second. Ping uses ICMP, which a system may keep to itself. In a container allow it with
          <code>--cap-add NET_RAW</code> or the sysctl <code>net.ipv4.ping_group_range</code>. Where it is not allowed the check records an
          error and never a false “operational”. Many networks drop pings; a TCP port check then tells more.</span
        >
      </p>
      <app-fold
        heading="Verdict"
        summary="Who decides the status"
        [isChanged]="check().pingEval().value() !== ''"
        [isInvalid]="check().pingEval().invalid()"
      >
        <app-eval-field [field]="check().pingEval" [docs]="evalDocs" />
      </app-fold>
    </div>
  `,
})
export class PingCheck {
  readonly check = input.required<FieldTree<PingDraft>>();
  protected readonly evalDocs = PING_EVAL;
  protected readonly hostHint = hostHint;
  protected readonly rows = computed(() => [...this.check().hosts]);
  protected readonly list = rowList(
    () => this.check().hosts().value,
    '.host-row',
    () => ({ ...NEW_PING_HOST }),
  );
}
