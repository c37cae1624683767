import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { TranslatedType } from '../../api/translations.js';
import { TranslationsDialog, type TranslationsQuestion } from './translations-dialog.js';

/** Opens the texts of an object in the languages of its readers. */
@Service()
export class TranslationDialogs {
  private readonly dialog = inject(MatDialog);

  /**
   * @param id 0 for what there is one of: the announcement, the navigation
   * @param title of the object, as the dialog's heading names it
   * @returns true when something was stored
   */
  async openTranslations(type: TranslatedType, id: number, title: string): Promise<boolean> {
    const data: TranslationsQuestion = { type, id, title };
    const dialog = this.dialog.open<TranslationsDialog, TranslationsQuestion, true>(TranslationsDialog, { width: '640px', data });
    return (await firstValueFrom(dialog.afterClosed())) ?? false;
  }
}
