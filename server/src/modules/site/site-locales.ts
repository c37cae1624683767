import { datePatternFault, type OwnFormats } from '@clarion/i18n';

type Values = ReadonlyMap<string, unknown>;
type Document = Readonly<Record<string, unknown>>;

const documentIn = (value: unknown): Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Document) : {};

/** What the page writes in its own form, which is every locale's. */
const USUAL = { dateTime: 'PPp', date: 'PP', time: 'p' } as const;
const FORMAT_KEYS = { dateTime: 'datePlusTime', date: 'dateOnly', time: 'timeOnly' } as const;

/** How dates and times are written; what was stored before patterns were checked and cannot be written counts as not chosen. */
export function ownFormats(values: Values): OwnFormats {
  const chosen = documentIn(values.get('dateAndTimeFormat'));
  const entries = (Object.keys(USUAL) as (keyof typeof USUAL)[]).flatMap((name) => {
    const pattern = chosen[FORMAT_KEYS[name]];
    return typeof pattern === 'string' && pattern !== USUAL[name] && datePatternFault(pattern) === null ? [[name, pattern] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Codes of the languages a visitor may choose, the default first. @see pages-site §8 */
export const siteLocales = (values: Values): readonly string[] => localesIn(values.get('i18n'));

/** The same. @param stored value of the key `i18n` */
export function localesIn(stored: unknown): readonly string[] {
  const { defaultLocale, locales } = documentIn(stored);
  const chosen = (Array.isArray(locales) ? (locales as unknown[]) : [])
    .map(documentIn)
    .filter(({ code, selected, disabled }) => typeof code === 'string' && selected === true && disabled !== true)
    .map(({ code }) => code as string);
  const first = typeof defaultLocale === 'string' && defaultLocale !== '' ? defaultLocale : 'en';
  return [...new Set([first, ...chosen])];
}
