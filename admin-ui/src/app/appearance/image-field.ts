import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { firstValueFrom } from 'rxjs';
import { APP_BASE } from '../platform/app-base.js';
import { toProblem } from '../platform/problem.js';
import { SessionStore } from '../session/session-store.js';
import { FieldErrors } from '../ui/field-errors.js';
import { Icon } from '../ui/icon.js';

const MOST_BYTES = 2 * 1024 * 1024;
const ACCEPTED = 'image/png,image/jpeg,image/webp,image/heic,image/heif';

/** An image of the site: uploaded here, or an address. */
@Component({
  selector: 'app-image-field',
  imports: [FieldErrors, FormField, Icon, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <div class="picture" aria-hidden="true">
      @if (shown(); as source) {
        <img alt="" [src]="source" />
      } @else {
        <app-icon [name]="field()().value() === '' ? 'plus' : 'external'" />
      }
    </div>
    <div class="words">
      <mat-form-field>
        <mat-label>{{ label() }}</mat-label>
        <input matInput autocomplete="off" spellcheck="false" placeholder="/assets/images/… or https://" [formField]="field()" />
        <mat-hint>{{ hint() }}</mat-hint>
        <mat-error><app-field-errors [field]="field()()" /></mat-error>
      </mat-form-field>
      @if (canUpload() && !field()().disabled()) {
        <div class="row">
          <button matButton type="button" [disabled]="isBusy()" (click)="file.click()">
            <app-icon matButtonIcon name="upload" />{{ isBusy() ? 'Uploading…' : 'Upload'
            }}<span class="visually-hidden"> {{ label() }}</span>
          </button>
          <input #file hidden type="file" [accept]="accepted" (change)="upload(file)" />
          @if (field()().value() !== '') {
            <button matButton type="button" (click)="set('')">
              Remove<span class="visually-hidden"> {{ label() }}</span>
            </button>
          }
        </div>
      }
      @if (fault(); as text) {
        <p class="bad small" role="alert">{{ text }}</p>
      }
    </div>
  `,
  styles: `
    :host {
      display: flex;
      gap: 16px;
      align-items: flex-start;
    }
    .picture {
      display: grid;
      place-items: center;
      flex: none;
      inline-size: 72px;
      block-size: 56px;
      border: 1px dashed var(--line-strong);
      border-radius: 8px;
      background: var(--sunken);
      color: var(--muted);
    }
    img {
      max-inline-size: 64px;
      max-block-size: 48px;
      object-fit: contain;
    }
    .words {
      flex: 1;
      min-inline-size: 0;
    }
    .bad {
      color: var(--down-text);
    }
  `,
})
export class ImageField {
  readonly field = input.required<FieldTree<string>>();
  readonly label = input.required<string>();
  readonly hint = input('');
  /** Decides the size it is stored in. */
  readonly purpose = input.required<'default' | 'favicon' | 'nav' | 'site_social'>();
  private readonly http = inject(HttpClient);
  private readonly base = inject(APP_BASE);
  private readonly session = inject(SessionStore);
  protected readonly accepted = ACCEPTED;
  protected readonly isBusy = signal(false);
  protected readonly fault = signal('');
  protected readonly canUpload = computed(() => this.session.can('images.write'));
  /** Pictures of other sites are not fetched by the dashboard. */
  protected readonly shown = computed(() => {
    const address = this.field()().value();
    return address.startsWith('/') && !address.startsWith('//') ? this.base + address.slice(1) : null;
  });

  protected set(address: string): void {
    this.field()().value.set(address);
    this.field()().markAsDirty();
    this.fault.set('');
  }

  protected async upload(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (file === undefined) return;
    input.value = '';
    this.fault.set(file.size > MOST_BYTES ? 'The file is larger than 2 MiB.' : '');
    if (file.size > MOST_BYTES) return;
    this.isBusy.set(true);
    try {
      const { image } = await firstValueFrom(
        this.http.post<{ image: { url: string } }>('/api/v4/images', file, {
          params: { purpose: this.purpose(), name: file.name },
          headers: { 'content-type': 'application/octet-stream' },
        }),
      );
      this.set(image.url);
    } catch (error) {
      this.fault.set(toProblem(error).message);
    } finally {
      this.isBusy.set(false);
    }
  }
}
