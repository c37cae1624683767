/** What a cell may hold. Numbers are written as they are, null is an empty cell. */
export type Cell = string | number | null;

/**
 * Programs for tables take what begins like this for a formula and run it, even between quotes. @see OWASP, CSV injection
 */
const FORMULA = /^[=+\-@\t\r\n]|^[＝＋－＠]/;
const LINE_END = '\r\n';

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table line by line. @see RFC 4180 */
export function* csvLines(head: readonly string[], rows: Iterable<readonly Cell[]>): Generator<string> {
  yield head.map(cellText).join(',') + LINE_END;
  for (const row of rows) yield row.map(cellText).join(',') + LINE_END;
}
