import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MAT_DIALOG_DATA, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';
import type { PreviewMessage } from '../api/incidents.js';
import { messageWords } from './audience-words.js';
import { MailFrame } from './mail-frame.js';

type Look = 'desktop' | 'phone' | 'dark' | 'text';

/** Every message of a change as it will look, one for each channel and language. @see ux C3 (3), E 42 */
@Component({
  selector: 'app-messages-dialog',
  imports: [
    MailFrame,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
  ],
  templateUrl: './messages-dialog.html',
  styleUrl: './messages-dialog.scss',
})
export class MessagesDialog {
  protected readonly messages = inject<readonly PreviewMessage[]>(MAT_DIALOG_DATA).map((message) => ({
    ...message,
    words: messageWords(message),
    body: pretty(message.body),
  }));
  protected readonly chosen = signal(0);
  protected readonly message = computed(() => this.messages[this.chosen()]);
  protected readonly look = signal<Look>('desktop');
}

/** JSON on lines of its own; anything else as it is. */
function pretty(body: string | null): string | null {
  if (body === null) return null;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
