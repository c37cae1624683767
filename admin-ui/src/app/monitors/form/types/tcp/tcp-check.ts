import { Component, computed, input } from '@angular/core';
import { type FieldTree } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Icon } from '../../../../ui/icon.js';
import { TCP_EVAL } from '../../fields/eval-docs.js';
import { EvalField } from '../../fields/eval-field.js';
import { Fold } from '../../fields/fold.js';
import { NumberField } from '../../fields/number-field.js';
import { rowList } from '../../fields/row-list.js';
import { TextField } from '../../fields/text-field.js';
import { AssertionsEditor } from '../assertions/assertions-editor.js';
import { hostHint } from '../host-kind.js';
import { NEW_TCP_HOST, type TcpDraft } from './tcp-draft.js';

/** The ports that must accept a connection. */
@Component({
  selector: 'app-tcp-check',
  imports: [AssertionsEditor, EvalField, Fold, Icon, MatButton, MatIconButton, NumberField, TextField],
  template: `
    <div class="fields">
      <fieldset class="rows">
        <legend>Hosts</legend>
        @for (row of rows(); track $index; let index = $index) {
          <div class="host-row">
            <app-text-field class="host" label="Host" placeholder="example.com" [hint]="hostHint(row.host().value())" [field]="row.host" />
            <app-number-field label="Port" [field]="row.port" />
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
      <p class="muted small">
        A connection is opened and closed again; nothing is sent unless you say so below. The monitor is down when one of the ports is
        closed or does not answer in time.
      </p>
      <app-fold
        heading="Verdict"
        summary="Assertions and your own function"
        [isChanged]="isVerdictChanged()"
        [isInvalid]="check().tcpEval().invalid() || check().assertions().invalid() || check().send().invalid()"
      >
        <div class="fields">
          <app-assertions-editor type="TCP" [assertions]="check().assertions" />
          <app-text-field
            label="Sent first"
            placeholder="PING\\r\\n"
            hint="Sent as soon as a port is open, so that it answers; \\r\\n ends a line. Many speak first and need nothing."
            [mono]="true"
            [field]="check().send"
          />
          <app-eval-field [field]="check().tcpEval" [docs]="evalDocs" />
        </div>
      </app-fold>
    </div>
  `,
})
export class TcpCheck {
  readonly check = input.required<FieldTree<TcpDraft>>();
  protected readonly evalDocs = TCP_EVAL;
  protected readonly hostHint = hostHint;
  protected readonly isVerdictChanged = computed(() => {
    const { assertions, send, tcpEval } = this.check()().value();
    return assertions.length > 0 || send !== '' || tcpEval !== '';
  });
  protected readonly rows = computed(() => [...this.check().hosts]);
  protected readonly list = rowList(
    () => this.check().hosts().value,
    '.host-row',
    () => ({ ...NEW_TCP_HOST }),
  );
}
