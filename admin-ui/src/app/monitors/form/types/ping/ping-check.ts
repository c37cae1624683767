import { Component, computed, input } from '@angular/core';
import { type FieldTree } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Icon } from '../../../../ui/icon.js';
import { PING_EVAL } from '../../fields/eval-docs.js';
import { EvalField } from '../../fields/eval-field.js';
import { focusLater } from '../../fields/focus-later.js';
import { Fold } from '../../fields/fold.js';
import { NumberField } from '../../fields/number-field.js';
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
              (click)="remove(index)"
            >
              <app-icon name="close" />
            </button>
          </div>
        }
        <button matButton type="button" class="add" (click)="add()"><app-icon matButtonIcon name="plus" />Add host</button>
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
  private readonly focus = focusLater();
  protected readonly evalDocs = PING_EVAL;
  protected readonly hostHint = hostHint;
  protected readonly rows = computed(() => [...this.check().hosts]);

  protected add(): void {
    this.check()
      .hosts()
      .value.update((hosts) => [...hosts, { ...NEW_PING_HOST }]);
    this.focus((host) => [...host.querySelectorAll<HTMLElement>('.host-row')].at(-1)?.querySelector('input'));
  }

  protected remove(index: number): void {
    this.check()
      .hosts()
      .value.update((hosts) => hosts.filter((_, at) => at !== index));
    this.focus((host) =>
      host
        .querySelectorAll('.host-row')
        .item(Math.max(0, index - 1))
        .querySelector('input'),
    );
  }
}
