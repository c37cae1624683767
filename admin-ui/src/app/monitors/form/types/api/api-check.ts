import { Component, computed, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { HTTP_METHODS } from '@clarion/contract';
import { FieldErrors } from '../../../../ui/field-errors.js';
import { API_EVAL } from '../../fields/eval-docs.js';
import { EvalField } from '../../fields/eval-field.js';
import { Fold } from '../../fields/fold.js';
import { NumberField } from '../../fields/number-field.js';
import { TextField } from '../../fields/text-field.js';
import { AssertionsEditor } from '../assertions/assertions-editor.js';
import { AuthEditor } from './auth/auth-editor.js';
import { API_KIND, type ApiDraft } from './api-draft.js';
import { HeadersEditor } from './headers-editor.js';

/** The request of a website or API check, and who judges the answer. */
@Component({
  selector: 'app-api-check',
  imports: [
    AssertionsEditor,
    AuthEditor,
    EvalField,
    FieldErrors,
    Fold,
    FormField,
    HeadersEditor,
    MatCheckbox,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    MatSuffix,
    NumberField,
    TextField,
  ],
  templateUrl: './api-check.html',
})
export class ApiCheck {
  readonly check = input.required<FieldTree<ApiDraft>>();
  readonly intervalSeconds = input.required<number | null>();
  protected readonly methods = HTTP_METHODS;
  protected readonly evalDocs = API_EVAL;
  protected readonly takesBody = computed(() => !['GET', 'HEAD'].includes(this.check().method().value()));
  protected readonly isTimeoutLong = computed(() => {
    const [timeout, interval] = [this.check().timeout().value(), this.intervalSeconds()];
    return timeout !== null && interval !== null && timeout >= interval * 1000;
  });
  protected readonly areRequestOptionsChanged = computed(() => {
    const { headers, auth, timeout, follow_redirects, max_redirects, allowSelfSignedCert } = this.check()().value();
    const { fresh } = API_KIND;
    return (
      headers.length > 0 ||
      auth.kind !== 'none' ||
      timeout !== fresh.timeout ||
      follow_redirects !== fresh.follow_redirects ||
      max_redirects !== fresh.max_redirects ||
      allowSelfSignedCert
    );
  });
  protected readonly isVerdictChanged = computed(() => {
    const { assertions, eval: own } = this.check()().value();
    return assertions.length > 0 || own !== '';
  });
  protected readonly areRequestOptionsInvalid = computed(() =>
    [this.check().headers(), this.check().auth(), this.check().timeout(), this.check().max_redirects()].some((field) => field.invalid()),
  );
}
