import { parseMonth } from '@clarion/domain';

/** Ids of rows are 32-bit; anything longer is nobody's. */
const ID = /^[1-9]\d{0,8}$/;

/** The id in an address, or null when it can be nobody's. */
export const idOf = (text: string): number | null => (ID.test(text) ? Number(text) : null);

/** What an address without a query is about; the page it may stand below is left to the caller. */
export type EventAddress =
  { kind: 'incident'; id: number } | { kind: 'maintenance'; id: number } | { kind: 'maintenances' } | { kind: 'calendar'; month: string };

/** Reads the end of an address, such as `incidents/7`; null = it is about something else. @param text without slashes around it */
export function eventAddress(text: string): EventAddress | null {
  const [room = '', rest, ...more] = text.split('/');
  if (more.length > 0) return null;
  if (rest === undefined) return room === 'maintenances' ? { kind: 'maintenances' } : null;
  if (room === 'events') {
    const month = parseMonth(rest);
    return month === null ? null : { kind: 'calendar', month };
  }
  const id = idOf(rest);
  if (id === null || (room !== 'incidents' && room !== 'maintenances')) return null;
  return { kind: room === 'incidents' ? 'incident' : 'maintenance', id };
}
