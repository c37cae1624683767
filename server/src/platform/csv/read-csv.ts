/** One record of a table, with the line it begins in, from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A field with what ends it: quoted, where two quotes are one, or plain. */
const FIELD = /(?:"((?:[^"]|"")*)"|((?:[^",\r\n][^,\r\n]*)?))(,|\r\n|\n|\r|$)/y;

/** A guard against formulas, as our own tables write it, is none of the value. */
const GUARDED = /^'(?=[=+\-@\t\r\n＝＋－＠])/;

/**
 * Records of a table with commas; empty lines are passed over.
 * @returns null from the first line that cannot be read as one, such as one with a quote that is never closed @see RFC 4180
 */
export function* readCsv(text: string): Generator<CsvRecord | null> {
  const all = text.startsWith('\uFEFF') ? text.slice(1) : text;
  let [at, line] = [0, 1];
  while (at < all.length) {
    const cells: string[] = [];
    const begin = at;
    for (let end = ','; end === ',';) {
      FIELD.lastIndex = at;
      const found = FIELD.exec(all);
      if (found === null) return yield null;
      const [whole, quoted, plain = ''] = found;
      cells.push((quoted?.replaceAll('""', '"') ?? plain).trim().replace(GUARDED, ''));
      at += whole.length;
      end = found[3] ?? '';
    }
    if (cells.length > 1 || cells[0] !== '') yield { line, cells };
    line += all.slice(begin, at).match(/\r\n|\n|\r/g)?.length ?? 0;
  }
}
