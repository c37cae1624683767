/** Kinds of objects that have texts in several languages. */
export type TranslatedType = 'page' | 'section' | 'monitor' | 'incident' | 'comment' | 'maintenance' | 'announcement' | 'nav';

/** Texts by language and field. */
export type TranslatedTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Translations {
  object_type: TranslatedType;
  object_id: number;
  /** What is stored with the object, by field. */
  source: Readonly<Record<string, string | null>>;
  translations: TranslatedTexts;
}

/** Value of the site key `i18n`. @see pages-site §5 */
export interface SiteLanguages {
  defaultLocale: string;
  locales: readonly { code: string; name: string; selected: boolean; disabled: boolean }[];
}
