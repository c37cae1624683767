import type { DnsMatchType } from '@clarion/contract';
import type { Verdict } from '../default-status/default-status.js';

/** How one record reads. Some have several spellings, such as a TXT record of two parts; the first is shown to people. */
export type DnsValue = readonly [shown: string, ...spellings: string[]];

/** Texts that mean the same look the same: no blanks around, small letters, without one dot at the end. @see monitors §6.4 */
export const normaliseDnsText = (text: string): string => text.trim().toLowerCase().replace(/\.$/, '');

const MOST_SHOWN = 5;
/** Texts for a sentence, and how many more there are. */
export const listed = (texts: readonly string[]): string =>
  texts.length > MOST_SHOWN ? `${texts.slice(0, MOST_SHOWN).join(', ')} and ${texts.length - MOST_SHOWN} more` : texts.join(', ');

/**
 * Judges the records of a name: UP when one of the expected values is among them (`ANY`), or all of them (`ALL`). More records than were
 * expected are no fault.
 * @param found what the name server answered
 * @param expected at least one
 * @param recordType for the sentence   @see monitors §6.4
 */
export function judgeDns(
  found: readonly DnsValue[],
  expected: readonly string[],
  match: DnsMatchType,
  recordType: string,
): Pick<Verdict, 'status' | 'errorMessage'> {
  if (found.length === 0) return { status: 'DOWN', errorMessage: `no ${recordType} records` };
  const present = new Set(found.flat().map(normaliseDnsText));
  const missing = expected.filter((value) => !present.has(normaliseDnsText(value)));
  if (match === 'ANY' ? missing.length < expected.length : missing.length === 0) return { status: 'UP', errorMessage: null };
  const seen = `found ${listed(found.map(([shown]) => shown))}`;
  const wanted = match === 'ANY' && expected.length > 1 ? `expected one of ${listed(expected)}` : `missing ${listed(missing)}`;
  return { status: 'DOWN', errorMessage: `${wanted}; ${seen}` };
}
