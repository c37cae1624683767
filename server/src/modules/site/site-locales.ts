type Document = Readonly<Record<string, unknown>>;
const documentIn = (value: unknown): Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Document) : {};

/** Codes of the languages a reader may choose, the default first. @param stored value of the key `i18n` @see pages-site §8 */
export function localesIn(stored: unknown): readonly string[] {
  const { defaultLocale, locales } = documentIn(stored);
  const chosen = (Array.isArray(locales) ? (locales as unknown[]) : [])
    .map(documentIn)
    .filter(({ code, selected, disabled }) => typeof code === 'string' && selected === true && disabled !== true)
    .map(({ code }) => code as string);
  const first = typeof defaultLocale === 'string' && defaultLocale !== '' ? defaultLocale : 'en';
  return [...new Set([first, ...chosen])];
}
