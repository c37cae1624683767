import { Component, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatTableModule } from '@angular/material/table';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import type { PageState } from '../../api/pages.js';
import { APP_BASE } from '../../platform/app-base.js';
import { Clock } from '../../platform/clock.js';
import { formatAgo, toSeconds } from '../../platform/formats.js';
import { Icon } from '../../ui/icon.js';
import { TranslationDialogs } from '../../ui/translations/translations.js';
import { PageDialogs } from '../page-dialogs.js';
import { HOME, pathWords, publicAddress } from '../page-words.js';

/** Pages as rows: where they lie, what stands on them, what waits to be published. */
@Component({
  selector: 'app-page-table',
  imports: [Icon, MatDivider, MatIconButton, MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger, MatTableModule, MatTooltip, RouterLink],
  templateUrl: './page-table.html',
  styleUrl: './page-table.scss',
})
export class PageTable {
  private readonly base = inject(APP_BASE);
  private readonly clock = inject(Clock);
  protected readonly dialogs = inject(PageDialogs);
  protected readonly translations = inject(TranslationDialogs);
  readonly pages = input.required<readonly PageState[]>();
  readonly canWrite = input.required<boolean>();
  readonly duplicated = output<PageState>();
  protected readonly columns = ['title', 'monitors', 'host', 'draft', 'changed', 'menu'];
  protected readonly home = HOME;
  protected readonly pathWords = pathWords;
  protected readonly trackId = (_: number, { id }: PageState) => id;

  protected address({ page_path }: PageState): string {
    return publicAddress(page_path, this.base);
  }

  protected monitorWords({ monitor_count: monitors, section_count: sections }: PageState): string {
    const words = `${monitors} ${monitors === 1 ? 'monitor' : 'monitors'}`;
    return sections === 0 ? words : `${words} in ${sections} ${sections === 1 ? 'section' : 'sections'}`;
  }

  protected changeWords({ draft }: PageState): string {
    const count = draft?.changes ?? 0;
    return `${count} unpublished ${count === 1 ? 'change' : 'changes'}`;
  }

  protected authorWords({ draft }: PageState): string {
    return draft ? `${draft.author}, ${formatAgo(toSeconds(draft.updated_at), this.clock.now())}` : '';
  }

  protected changed({ updated_at }: PageState): string {
    return formatAgo(toSeconds(updated_at), this.clock.now());
  }
}
