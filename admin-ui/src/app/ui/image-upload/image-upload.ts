import { HttpClient } from '@angular/common/http';
import { Component, computed, type ElementRef, inject, input, model, output, signal, viewChild } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatProgressBar } from '@angular/material/progress-bar';
import { firstValueFrom } from 'rxjs';
import { APP_BASE } from '../../platform/app-base.js';
import { type Problem, toProblem } from '../../platform/problem.js';
import { SessionStore } from '../../session/session-store.js';
import { Icon } from '../icon.js';
import { ProblemPanel } from '../problem-panel.js';
import { ACCEPTED_IMAGES, faultOf, type ImagePurpose, ownAddress } from './image-file.js';

interface ImageAnswer {
  image: { url: string };
}

let made = 0;

/**
 * A field for an image: a file that is chosen, dropped or pasted is uploaded at once, or an address is entered. Its value is the path of
 * the upload (`/assets/images/…`, below the base path) or the address; empty = none. A control of signal forms: takes `[formField]` or
 * `[(value)]`. Who may not upload still enters addresses.
 * @see pages-site §17
 */
@Component({
  selector: 'app-image-upload',
  imports: [Icon, MatButton, MatFormField, MatHint, MatInput, MatLabel, MatProgressBar, ProblemPanel],
  templateUrl: './image-upload.html',
  styleUrl: './image-upload.scss',
  host: { '(paste)': 'paste($event)' },
})
export class ImageUpload implements FormValueControl<string> {
  private readonly http = inject(HttpClient);
  private readonly base = inject(APP_BASE);
  readonly value = model.required<string>();
  readonly label = input.required<string>();
  readonly purpose = input<ImagePurpose>('default');
  readonly hint = input('');
  readonly disabled = input(false);
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly touched = input(false);
  readonly touch = output();
  /** A file is on its way; what is saved now would not have it yet. */
  readonly isUploading = signal(false);
  protected readonly canUpload = inject(SessionStore).can('images.write');
  protected readonly accepted = ACCEPTED_IMAGES;
  protected readonly id = `image-${(made += 1)}`;
  protected readonly problem = signal<Problem | null>(null);
  protected readonly fault = signal<string | null>(null);
  protected readonly told = signal('');
  protected readonly isOver = signal(false);
  private readonly isAddressOpen = signal(false);
  private readonly brokenAddress = signal<string | null>(null);
  private readonly file = viewChild<ElementRef<HTMLInputElement>>('file');
  private lastFile: File | null = null;
  private upload = 0;
  protected readonly isUploaded = computed(() => this.value().startsWith('/assets/images/'));
  protected readonly showsAddress = computed(() => !this.canUpload || this.isAddressOpen() || (this.value() !== '' && !this.isUploaded()));
  protected readonly shown = computed(() => ownAddress(this.value(), this.base, location.origin));
  protected readonly isBroken = computed(() => this.shown() !== null && this.brokenAddress() === this.shown());
  protected readonly error = computed(() => this.fault() ?? (this.touched() ? (this.errors()[0]?.message ?? null) : null));
  protected readonly words = computed(() => {
    if (this.isBroken()) return 'There is no image at this address.';
    if (this.value() === '') return this.canUpload ? 'Drop or paste an image here.' : 'No image.';
    return this.shown() === null ? 'An image of another site; it is not shown here.' : '';
  });

  focus(options?: FocusOptions): void {
    this.file()?.nativeElement.parentElement?.querySelector('button')?.focus(options);
  }

  protected choose(): void {
    this.file()?.nativeElement.click();
  }

  protected chosen(field: HTMLInputElement): void {
    const file = field.files?.[0];
    // The same file can be chosen again.
    field.value = '';
    if (file) void this.send(file);
  }

  protected over(event: DragEvent): void {
    if (!this.canUpload || this.disabled() || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.isOver.set(true);
  }

  protected drop(event: DragEvent): void {
    this.isOver.set(false);
    const file = event.dataTransfer?.files[0];
    if (!file || !this.canUpload || this.disabled()) return;
    event.preventDefault();
    void this.send(file);
  }

  protected paste(event: ClipboardEvent): void {
    const file = event.clipboardData?.files[0];
    if (!file || !this.canUpload || this.disabled()) return;
    event.preventDefault();
    void this.send(file);
  }

  protected openAddress(): void {
    this.isAddressOpen.set(true);
  }

  protected enter(address: string): void {
    this.forget();
    this.value.set(address.trim());
  }

  protected remove(): void {
    this.forget();
    this.isAddressOpen.set(false);
    this.value.set('');
    this.told.set(`${this.label()} removed`);
    this.touch.emit();
    this.focus();
  }

  protected retry(): void {
    if (this.lastFile) void this.send(this.lastFile);
  }

  protected broke(address: string): void {
    this.brokenAddress.set(address);
  }

  private async send(file: File): Promise<void> {
    this.forget();
    const fault = faultOf(file);
    this.fault.set(fault);
    if (fault !== null) return;
    const mine = this.upload;
    this.lastFile = file;
    this.isUploading.set(true);
    this.told.set(`Uploading ${file.name}`);
    try {
      // Its kind is what its bytes say; a type that a browser does not know must not be guessed at.
      const request = this.http.post<ImageAnswer>('/api/v4/images', file, {
        headers: { 'Content-Type': file.type || 'application/octet-stream' },
        params: { purpose: this.purpose(), name: file.name.slice(-255) },
      });
      const { image } = await firstValueFrom(request);
      if (mine !== this.upload) return;
      this.value.set(image.url);
      this.isAddressOpen.set(false);
      this.told.set(`${file.name} uploaded`);
      this.touch.emit();
    } catch (error) {
      if (mine !== this.upload) return;
      this.problem.set(toProblem(error));
      this.told.set('');
    } finally {
      if (mine === this.upload) this.isUploading.set(false);
    }
  }

  /** What comes next decides: an answer that is still under way is not listened to. */
  private forget(): void {
    this.upload += 1;
    this.isUploading.set(false);
    this.problem.set(null);
    this.fault.set(null);
  }
}
