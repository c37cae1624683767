import type { Status } from '@clarion/contract';
import { Component, input } from '@angular/core';

/** The shape of a status, drawn from the sprite. Always beside its word, so readers of the page need not hear it. @see ux A10 */
@Component({
  selector: 'svg[appStatusIcon]',
  template: '<svg:use [attr.href]="\'#i-\' + status()" />',
  host: { class: 'icon', 'aria-hidden': 'true', '[attr.data-status]': 'status()' },
})
export class StatusIcon {
  readonly status = input.required<Status>({ alias: 'appStatusIcon' });
}
