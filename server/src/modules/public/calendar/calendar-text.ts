/** One event of a calendar file. Instants are Unix seconds. */
export interface CalendarEvent {
  /** Stays the same for ever. */
  uid: string;
  from: number;
  to: number;
  title: string;
  description: string;
  url: string;
  isCancelled: boolean;
  /** Grows with every change. */
  revision: number;
  changedAt: number;
}

const LINE_OCTETS = 75;

/** @see RFC 5545 §3.3.11 */
const escapeText = (text: string): string =>
  text
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    // Control characters may not stand in a text at all.
    .replace(/[^\P{Cc}\t]/gu, '');

/** Cut into lines of at most 75 octets, never inside a character. @see RFC 5545 §3.1 */
function fold(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      lines.push(current);
      // The space in front of a continued line counts.
      [current, octets] = [' ', 1];
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

/** `20261122T020000Z` */
const instant = (seconds: number): string => new Date(seconds * 1_000).toISOString().replace(/[-:]|\.\d{3}/g, '');

function eventLines(event: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${instant(event.changedAt)}`,
    `LAST-MODIFIED:${instant(event.changedAt)}`,
    `SEQUENCE:${event.revision}`,
    `DTSTART:${instant(event.from)}`,
    `DTEND:${instant(event.to)}`,
    `SUMMARY:${escapeText(event.title)}`,
    ...(event.description === '' ? [] : [`DESCRIPTION:${escapeText(event.description)}`]),
    `URL:${event.url}`,
    `STATUS:${event.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    // Nobody is kept from other appointments by somebody else's maintenance.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** A calendar file. @param name of the calendar, as programs show it @see RFC 5545 */
export function calendarText(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Clarion//Status page//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}
