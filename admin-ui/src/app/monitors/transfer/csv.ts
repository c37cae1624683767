/** Spreadsheets read what follows as text, and show nothing of it. */
const AS_TEXT = "'";
/** Texts that a spreadsheet would take for a formula, and those that only look as if they were marked already. */
const FORMULA = /^'*[=+\-@\t\r]/;
const SEPARATORS = [',', ';', '\t'] as const;

const cellOf = (text: string): string => {
  const safe = FORMULA.test(text) ? AS_TEXT + text : text;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Rows as a file. Cells that a spreadsheet would run are marked as text; {@link parseCsv} takes the mark off again. @see RFC 4180 */
export const toCsv = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.map(cellOf).join(',') + '\r\n').join('');

/** Spreadsheets separate by what their language leaves free: what stands most often in the first line counts. */
function separatorOf(text: string): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  const counts = SEPARATORS.map((separator) => ({ separator, count: line.split(separator).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).separator;
}

/**
 * The rows of a file, without empty lines. Separated by comma, semicolon or tab; quotes as in RFC 4180.
 * @returns null when a quote is never closed
 */
export function parseCsv(file: string): string[][] | null {
  const text = file.replace(/^\uFEFF/, '');
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    row.push(cell.startsWith(AS_TEXT) && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some((each) => each.trim() !== '')) rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell === '') isQuoted = true;
    else if (character === separator) endCell();
    else if (character === '\n') endRow();
    else if (character !== '\r') cell += character;
  }
  if (isQuoted) return null;
  endRow();
  return rows;
}
