import { Component, computed, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { FieldErrors } from '../../../../../ui/field-errors.js';
import { SecretField } from '../../../fields/secret-field.js';
import { TextField } from '../../../fields/text-field.js';
import { AUTH_KINDS, type AuthDraft, type AuthKind } from './auth-draft.js';

const KIND_WORDS = {
  none: 'None, or by a header',
  basic: 'User name and password (Basic)',
  bearer: 'Bearer token',
  oauth2_client_credentials: 'OAuth 2 client credentials',
  mtls: 'Client certificate (mTLS)',
} as const satisfies Record<AuthKind, string>;

/** How the request shows who it is. */
@Component({
  selector: 'app-auth-editor',
  imports: [FieldErrors, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel, MatOption, MatSelect, SecretField, TextField],
  templateUrl: './auth-editor.html',
})
export class AuthEditor {
  readonly auth = input.required<FieldTree<AuthDraft>>();
  protected readonly kinds = AUTH_KINDS;
  protected readonly kindWords = KIND_WORDS;
  protected readonly kind = computed(() => this.auth().kind().value());
}
