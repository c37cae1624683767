import { Component, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { FieldErrors } from '../../ui/field-errors.js';
import { ImageUpload } from '../../ui/image-upload/image-upload.js';
import { MarkdownEditor } from '../../ui/markdown-editor/markdown-editor.js';
import { PathField } from '../path-field.js';
import { EditorStore } from './editor-store.js';

/** What the page is called and what it says of itself. */
@Component({
  selector: 'app-content-tab',
  imports: [FieldErrors, FormField, ImageUpload, MarkdownEditor, MatError, MatFormField, MatHint, MatInput, MatLabel, PathField],
  template: `
    <div class="fields">
      <mat-form-field class="half">
        <mat-label>Title</mat-label>
        <input matInput autocomplete="off" [formField]="form.title" />
        <mat-hint>In the browser’s tab and the page switcher.</mat-hint>
        <mat-error><app-field-errors [field]="form.title()" /></mat-error>
      </mat-form-field>
      <app-path-field class="half" [formField]="form.path" />
      <mat-form-field>
        <mat-label>Header</mat-label>
        <input matInput autocomplete="off" [formField]="form.header" />
        <mat-hint>The large line at the top of the page.</mat-hint>
        <mat-error><app-field-errors [field]="form.header()" /></mat-error>
      </mat-form-field>
      <app-markdown-editor label="Sub-header" hint="Optional. Markdown; stands below the header." [rows]="5" [formField]="form.subheader" />
      <app-image-upload
        label="Logo"
        purpose="page_logo"
        hint="Optional; up to 256 pixels a side. The site’s logo when there is none."
        [formField]="form.logo"
      />
    </div>
  `,
})
export class ContentTab {
  protected readonly form = inject(EditorStore).form;
}
