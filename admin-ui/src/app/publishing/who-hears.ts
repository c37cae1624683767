import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { DryRun } from '../ui/change-preview/dry-run.js';
import { channelWords, languageWords, leftOutWords } from './audience-words.js';

/** Who hears of a change, by channel and language, who does not and why. Reads the form's {@link DryRun}. @see ux E 42 */
@Component({
  selector: 'app-who-hears',
  imports: [MatButton],
  templateUrl: './who-hears.html',
  styleUrl: './who-hears.scss',
})
export class WhoHears {
  /** Said where nothing of it is announced. */
  readonly silence = input('Nobody: no message is sent.');
  private readonly dialog = inject(MatDialog);
  protected readonly dryRun = inject(DryRun);
  protected readonly messages = computed(() => this.dryRun.preview()?.messages ?? []);
  protected readonly channels = computed(() => {
    const { recipients = {}, languages = [] } = this.dryRun.preview() ?? {};
    return Object.entries(recipients)
      .filter(([, count]) => count > 0)
      .map(([channel, count]) => ({
        ...{ channel, count: count.toLocaleString(), words: channelWords(channel) },
        languages: languages
          .filter((each) => each.channel === channel)
          .map((each) => `${languageWords(each.locale)} ${each.count.toLocaleString()}`)
          .join(', '),
      }));
  });
  protected readonly triggers = computed(() =>
    (this.dryRun.preview()?.triggers ?? []).map(({ name, channel }) => `${name} (${channelWords(channel)})`).join(', '),
  );
  protected readonly leftOut = computed(() => leftOutWords(this.dryRun.preview()?.left_out ?? {}));
  /** Nothing of it is announced. */
  protected readonly isSilent = computed(() => (this.dryRun.preview()?.announcements ?? 0) === 0);

  protected async show(): Promise<void> {
    const { MessagesDialog } = await import('./messages-dialog.js');
    this.dialog.open(MessagesDialog, { width: '960px', maxWidth: '96vw', data: this.messages(), autoFocus: 'dialog' });
  }
}
