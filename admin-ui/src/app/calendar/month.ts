/** Countries whose week does not begin on Monday, for browsers that cannot be asked; of the common ones. @see CLDR weekData */
const SUNDAY = new Set('AU BR CA CN CO GT HK ID IL IN JP KE KR MX MO PE PH PK PT SA SG TH TW US VE ZA'.split(' '));
const SATURDAY = new Set('AE AF BH DZ EG IQ IR JO KW LY OM QA SD SY'.split(' '));

interface WeekInfo {
  firstDay: number;
}

/** Day a week begins with where people speak this way: 1 = Monday … 7 = Sunday. @param locale BCP 47, such as `en-GB` */
export function firstDayOfWeek(locale: string): number {
  const parsed: Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo } = new Intl.Locale(locale).maximize();
  const known = parsed.getWeekInfo?.().firstDay ?? parsed.weekInfo?.firstDay;
  if (known !== undefined) return known;
  const region = parsed.region ?? '';
  return SUNDAY.has(region) ? 7 : SATURDAY.has(region) ? 6 : 1;
}

const utc = (date: string): Date => new Date(`${date}T00:00:00Z`);
const dateOf = (time: Date): string => time.toISOString().slice(0, 10);

/** A date so many days on. @param date `YYYY-MM-DD` */
export const plusDays = (date: string, days: number): string => dateOf(new Date(utc(date).getTime() + days * 86_400_000));

/** @param month `YYYY-MM` */
export function plusMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return dateOf(new Date(Date.UTC(year, number - 1 + months, 1))).slice(0, 7);
}

/** The month a person asked for by address; null unless it is one, 2000 to 2199. */
export const readMonth = (text: string | undefined): string | null => (text && /^2[01]\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : null);

/** Its dates, `YYYY-MM-DD`, ascending. */
export function datesOfMonth(month: string): string[] {
  const dates: string[] = [];
  for (let date = `${month}-01`; date.startsWith(month); date = plusDays(date, 1)) dates.push(date);
  return dates;
}

/**
 * The weeks that a month touches, seven dates each; those at both ends may belong to its neighbours.
 * @param firstDay 1 = Monday … 7 = Sunday
 */
export function weeksOfMonth(month: string, firstDay: number): string[][] {
  const first = `${month}-01`;
  const lead = (utc(first).getUTCDay() - firstDay + 7) % 7;
  const count = Math.ceil((lead + datesOfMonth(month).length) / 7);
  return Array.from({ length: count }, (_, week) => Array.from({ length: 7 }, (_day, day) => plusDays(first, week * 7 + day - lead)));
}
