type Format = Intl.DateTimeFormatOptions;
interface Reader {
  date: Date;
  locale: string;
  timeZone: string;
}

const LONG_DATES: readonly Format[] = [
  { year: 'numeric', month: '2-digit', day: '2-digit' },
  { dateStyle: 'medium' },
  { dateStyle: 'long' },
  { dateStyle: 'full' },
];
const part = ({ date, locale, timeZone }: Reader, options: Format, type: Intl.DateTimeFormatPartTypes): string =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone }).formatToParts(date).find((each) => each.type === type)?.value ?? '';
const whole = ({ date, locale, timeZone }: Reader, options: Format): string =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(date);
const number = (reader: Reader, options: Format, type: Intl.DateTimeFormatPartTypes, digits: number): string =>
  part({ ...reader, locale: 'en-GB' }, options, type).padStart(digits, '0');
const hour = (reader: Reader, hourCycle: 'h23' | 'h12', digits: number): string =>
  String(Number(number(reader, { hour: 'numeric', hourCycle }, 'hour', 1))).padStart(digits, '0');

/** Tokens that patterns are made of in practice; others are shown as they stand. */
const TOKENS: Readonly<Record<string, (reader: Reader) => string>> = {
  yyyy: (reader) => number(reader, { year: 'numeric' }, 'year', 4),
  y: (reader) => number(reader, { year: 'numeric' }, 'year', 1),
  yy: (reader) => number(reader, { year: 'numeric' }, 'year', 4).slice(-2),
  MMMM: (reader) => part(reader, { day: 'numeric', month: 'long' }, 'month'),
  MMM: (reader) => part(reader, { day: 'numeric', month: 'short' }, 'month'),
  MM: (reader) => number(reader, { month: '2-digit' }, 'month', 2),
  M: (reader) => number(reader, { month: 'numeric' }, 'month', 1),
  dd: (reader) => number(reader, { day: '2-digit' }, 'day', 2),
  d: (reader) => number(reader, { day: 'numeric' }, 'day', 1),
  EEEE: (reader) => part(reader, { weekday: 'long' }, 'weekday'),
  EEE: (reader) => part(reader, { weekday: 'short' }, 'weekday'),
  HH: (reader) => hour(reader, 'h23', 2),
  H: (reader) => hour(reader, 'h23', 1),
  hh: (reader) => hour(reader, 'h12', 2),
  h: (reader) => hour(reader, 'h12', 1),
  mm: (reader) => number(reader, { hour: '2-digit', minute: '2-digit' }, 'minute', 2),
  m: (reader) => String(Number(number(reader, { hour: '2-digit', minute: '2-digit' }, 'minute', 1))),
  ss: (reader) => number(reader, { minute: '2-digit', second: '2-digit' }, 'second', 2),
  a: (reader) => part({ ...reader, locale: 'en-US' }, { hour: 'numeric', hourCycle: 'h12' }, 'dayPeriod'),
  p: (reader) => whole(reader, { timeStyle: 'short' }),
  pp: (reader) => whole(reader, { timeStyle: 'medium' }),
  ...Object.fromEntries(
    LONG_DATES.flatMap((options, index) => {
      const date = 'P'.repeat(index + 1);
      return [
        [date, (reader: Reader) => whole(reader, options)],
        [`${date}p`, (reader: Reader) => `${whole(reader, options)}, ${whole(reader, { timeStyle: 'short' })}`],
      ];
    }),
  ),
};

const PIECES = /''|'(?:[^']|'')*'|P+p+|([a-zA-Z])\1*|[^a-zA-Z']+/g;

/**
 * How a pattern would look.
 * @param pattern of date-fns tokens, words in quotes
 * @param locale tag for `Intl`   @param timeZone IANA name
 */
export function dateExample(pattern: string, date: Date, locale: string, timeZone: string): string {
  return (pattern.match(PIECES) ?? [])
    .map((piece) => {
      if (piece === "''") return "'";
      if (piece.startsWith("'")) return piece.slice(1, -1).replaceAll("''", "'");
      return TOKENS[piece]?.({ date, locale, timeZone }) ?? piece;
    })
    .join('');
}

/** Formats to choose from, without seconds. @see ux A12 */
export const FORMAT_PRESETS = [
  { words: 'As the language has it', datePlusTime: 'PPp', dateOnly: 'PP', timeOnly: 'p' },
  { words: '24 hours', datePlusTime: 'd MMM yyyy, HH:mm', dateOnly: 'd MMM yyyy', timeOnly: 'HH:mm' },
  { words: '12 hours', datePlusTime: 'MMM d, yyyy, h:mm a', dateOnly: 'MMM d, yyyy', timeOnly: 'h:mm a' },
  { words: 'ISO 8601', datePlusTime: 'yyyy-MM-dd HH:mm', dateOnly: 'yyyy-MM-dd', timeOnly: 'HH:mm' },
] as const;
