import { Component, computed, inject } from '@angular/core';
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
  private readonly dialog = inject(MatDialog);
  protected readonly dryRun = inject(DryRun);
  /** Nobody is told now, and people are when its time comes. */
  protected readonly isLater = computed(() => this.isSilent() && (this.dryRun.preview()?.later?.announcements ?? 0) > 0);
  private readonly audience = computed(() => (this.isLater() ? this.dryRun.preview()?.later : this.dryRun.preview()));
  protected readonly messages = computed(() => this.audience()?.messages ?? []);
  protected readonly channels = computed(() => {
    const { recipients = {}, languages = [] } = this.audience() ?? {};
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
    (this.audience()?.triggers ?? []).map(({ name, channel }) => `${name} (${channelWords(channel)})`).join(', '),
  );
  protected readonly leftOut = computed(() => leftOutWords(this.audience()?.left_out ?? {}));
  /** Nothing of it is announced. */
  protected readonly isSilent = computed(() => (this.dryRun.preview()?.announcements ?? 0) === 0);

  protected async show(): Promise<void> {
    const { MessagesDialog } = await import('./messages-dialog.js');
    this.dialog.open(MessagesDialog, { width: '960px', maxWidth: '96vw', data: this.messages(), autoFocus: 'dialog' });
  }
}
