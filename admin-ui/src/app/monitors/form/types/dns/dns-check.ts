import { Component, computed, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatAutocomplete, MatAutocompleteTrigger } from '@angular/material/autocomplete';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { MatOption } from '@angular/material/select';
import { FieldErrors } from '../../../../ui/field-errors.js';
import { Icon } from '../../../../ui/icon.js';
import { Fold } from '../../fields/fold.js';
import { NumberField } from '../../fields/number-field.js';
import { rowList } from '../../fields/row-list.js';
import { TextField } from '../../fields/text-field.js';
import { AssertionsEditor } from '../assertions/assertions-editor.js';
import { COMMON_RECORDS, DNS_KIND, type DnsDraft } from './dns-draft.js';

/** What the record should say, in the words of somebody who looks it up by hand. */
const EXPECTED: Readonly<Record<string, { placeholder: string; words: string }>> = {
  A: { placeholder: '192.0.2.10', words: 'IPv4 addresses.' },
  AAAA: { placeholder: '2001:db8::10', words: 'IPv6 addresses, in their short form.' },
  CNAME: { placeholder: 'shop.example.net', words: 'The name it points to; a dot at its end does not matter.' },
  MX: { placeholder: 'mail.example.com', words: 'Names of mail servers, without their priority.' },
  NS: { placeholder: 'ns1.example.net', words: 'Names of name servers.' },
  TXT: { placeholder: 'v=spf1 include:example.net -all', words: 'Whole texts; parts of one record are joined by a space.' },
};
const OTHER = { placeholder: '', words: 'Values as the resolver prints them; case and a dot at the end do not matter.' };

/** A DNS lookup: the name, the record, what it must say, and whom to ask. */
@Component({
  selector: 'app-dns-check',
  imports: [
    AssertionsEditor,
    FieldErrors,
    Fold,
    FormField,
    Icon,
    MatAutocomplete,
    MatAutocompleteTrigger,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    MatCheckbox,
    MatError,
    MatFormField,
    MatHint,
    MatIconButton,
    MatInput,
    MatLabel,
    MatOption,
    MatRadioButton,
    MatRadioGroup,
    NumberField,
    TextField,
  ],
  templateUrl: './dns-check.html',
})
export class DnsCheck {
  readonly check = input.required<FieldTree<DnsDraft>>();
  protected readonly records = COMMON_RECORDS;
  protected readonly rows = computed(() => [...this.check().values]);
  protected readonly list = rowList(
    () => this.check().values().value,
    '.value-row',
    () => ({ value: '' }),
  );
  protected readonly expected = computed(() => EXPECTED[this.check().lookupRecord().value().trim().toUpperCase()] ?? OTHER);
  protected readonly isTls = computed(() => this.check().transport().value() === 'TLS');
  protected readonly isServerChanged = computed(() => {
    const { transport, nameServer } = this.check()().value();
    return transport !== DNS_KIND.fresh.transport || nameServer !== '';
  });
  protected readonly isServerInvalid = computed(() => this.check().nameServer().invalid() || this.check().tlsPort().invalid());
}
