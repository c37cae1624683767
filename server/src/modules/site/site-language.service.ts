import { type Locale, type OwnFormats, resolveLocale } from '@clarion/i18n';
import { Injectable } from '@nestjs/common';
import { ownFormats, siteLocales } from './site-locales.js';
import { SiteService } from './site.service.js';

/** A reader as messages know one; null = as the site has it. */
export interface Reader {
  readonly locale?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
}

/** How to write to somebody. */
export interface Language {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly formats: OwnFormats;
}

const TIME_ZONE = 'UTC';

/** The language, the time zone and the forms of dates that messages are written in. */
@Injectable()
export class SiteLanguage {
  constructor(private readonly site: SiteService) {}

  /** Of a reader; what is unknown here is as the site has it. */
  async of({ locale, timeZone }: Reader = {}): Promise<Language> {
    const values = new Map(await Promise.all(['i18n', 'dateAndTimeFormat'].map(async (key) => [key, await this.site.find(key)] as const)));
    return {
      locale: resolveLocale([...(locale === null || locale === undefined ? [] : [locale]), ...siteLocales(values)]),
      timeZone: isTimeZone(timeZone) ? timeZone : TIME_ZONE,
      formats: ownFormats(values),
    };
  }
}

function isTimeZone(name: string | null | undefined): name is string {
  if (name === null || name === undefined || name === '') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
