import { zoneOffset } from '@clarion/i18n';
import { timeZone } from '../../platform/formats.js';

export interface ZoneChoice {
  name: string;
  /** `UTC+1` at the given moment. */
  offset: string;
  /** Why it stands at the top. */
  note: string;
}

const SHOWN = 40;

const words = (text: string): string => text.toLowerCase().replaceAll('_', ' ');

/** Every zone there is, the person's own and UTC first. */
const NAMES: readonly string[] = [...new Set([timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

/**
 * Zones whose name or offset holds the text, at most forty.
 * @param text as typed; empty = the first ones   @param at Unix seconds: offsets are those of that moment
 */
export function findZones(text: string, at: number): ZoneChoice[] {
  const wanted = words(text.trim());
  const found: ZoneChoice[] = [];
  for (const name of NAMES) {
    if (found.length === SHOWN) break;
    const isByOffset = /^(utc)?[+-]/.test(wanted);
    // An offset costs a formatter each: it is asked for only where it is shown or searched.
    const offset = isByOffset || words(name).includes(wanted) ? zoneOffset(name, at) : '';
    const isFound = isByOffset ? words(offset).replace('−', '-').includes(wanted) : words(name).includes(wanted);
    if (isFound) found.push({ name, offset, note: name === timeZone ? 'your zone' : '' });
  }
  return found;
}
