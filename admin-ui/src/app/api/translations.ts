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

/** A sentence of the public page: one text, or a form for each plural category. */
export type SiteText = string | Readonly<Record<string, string>>;

export interface SiteTexts {
  locale: string;
  /** The owner's own, by key. */
  texts: Readonly<Record<string, SiteText>>;
  /** Those that come with the product, by key. */
  built_in: Readonly<Record<string, SiteText>>;
}
