import { readCsv } from '../../../platform/csv/read-csv.js';

/** Columns of an import; the address is needed, the others may be absent. */
export const IMPORT_COLUMNS = ['email', 'incidents', 'maintenances', 'language', 'pages', 'monitors', 'state'] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/** A row as it stands in the file, with its line. */
export type SubscriberRow = Readonly<Partial<Record<ImportColumn, string>>> & { readonly line: number };

/** What cannot be taken as it is. */
export interface RowError {
  readonly line: number;
  readonly message: string;
}

/** Rows of a file, or why it is none. Columns of other names are passed over: an export has more. */
export function rowsOf(csv: string): { readonly rows: readonly SubscriberRow[]; readonly error: RowError | null } {
  const rows: SubscriberRow[] = [];
  let columns: (ImportColumn | undefined)[] | null = null;
  for (const record of readCsv(csv)) {
    if (record === null)
      return { rows, error: { line: (rows.at(-1)?.line ?? 1) + 1, message: 'A quote is not closed, or something follows it' } };
    if (columns === null) {
      columns = record.cells.map((name) => IMPORT_COLUMNS.find((each) => each === name.toLowerCase()));
      if (!columns.includes('email'))
        return { rows, error: { line: record.line, message: 'The first line must name the columns, “email” among them' } };
      continue;
    }
    const named = columns.flatMap((column, index) => (column === undefined ? [] : [[column, record.cells[index] ?? ''] as const]));
    rows.push({ ...Object.fromEntries(named), line: record.line });
  }
  return { rows, error: rows.length === 0 ? { line: 1, message: 'There is no row' } : null };
}

const YES = ['yes', 'true', '1', 'on', 'x'];
const NO = ['no', 'false', '0', 'off', '-'];

/** @returns undefined for an empty cell, null for what is neither */
export function flagIn(cell: string | undefined): boolean | undefined | null {
  const word = (cell ?? '').toLowerCase();
  if (word === '') return undefined;
  return YES.includes(word) ? true : NO.includes(word) ? false : null;
}

/** Entries of a cell that holds a list. */
export const listIn = (cell: string | undefined): readonly string[] =>
  (cell ?? '')
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');
