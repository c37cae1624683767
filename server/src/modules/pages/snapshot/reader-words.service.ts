import { Injectable } from '@nestjs/common';
import { OwnWords, STORED_WORDS, type Words } from '../../translations/own-words.js';
import { TranslationsService, type Wanted } from '../../translations/translations.service.js';
import type { SiteFacts } from './facts.js';

/** Own content in the languages of readers. A site that has translated nothing is asked nothing. */
@Injectable()
export class ReaderWords {
  constructor(private readonly translations: TranslationsService) {}

  /** Texts in every language they have. */
  async of(site: SiteFacts, wanted: Wanted): Promise<OwnWords> {
    return site.isTranslated === true ? this.translations.of(wanted) : OwnWords.NONE;
  }

  /** Texts in one language. */
  async in(locale: string, site: SiteFacts, wanted: Wanted): Promise<Words> {
    return site.isTranslated === true ? (await this.translations.of(wanted)).in(locale) : STORED_WORDS;
  }
}
