import { type JobErrorDto } from './dto/job.dto.js';

/** Texts that a spreadsheet would take for a formula. */
const FORMULA = /^'*[=+\-@\t\r]/;

const cellOf = (value: string | number): string => {
  const text = String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** What failed, for a spreadsheet; texts are kept from running as formulas. @see RFC 4180 */
export const errorsCsv = (errors: readonly JobErrorDto[]): string =>
  [['row', 'tag', 'name', 'error'], ...errors.map(({ position, tag, name, message }) => [position, tag, name, message])]
    .map((row) => `${row.map(cellOf).join(',')}\r\n`)
    .join('');
