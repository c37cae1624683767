/** What a button of the toolbar does to the text. */
export type Mark = 'bold' | 'italic' | 'code' | 'link' | 'list' | 'numbers' | 'quote';

/** The marked part of a text: `[from, to)`, in UTF-16 units as a text field counts. */
export interface Selection {
  from: number;
  to: number;
}

/** One replacement in a text, and what is marked after it. */
export interface TextEdit extends Selection {
  insert: string;
  selection: Selection;
}

const WRAPS = { bold: '**', italic: '_', code: '`' } as const;
const PLACEHOLDERS = { bold: 'bold text', italic: 'emphasised text', code: 'code' } as const;
const PREFIXES = {
  list: { pattern: /^- /, of: () => '- ' },
  numbers: { pattern: /^\d+\. /, of: (index: number) => `${index + 1}. ` },
  quote: { pattern: /^> /, of: () => '> ' },
} as const;
const URL_TEXT = /^https?:\/\/\S+$/;

/** The replacement that puts a mark on the selection, or takes it off where it already is. */
export function editFor(mark: Mark, text: string, selection: Selection): TextEdit {
  if (mark === 'link') return link(text, selection);
  return mark in PREFIXES ? prefix(mark as keyof typeof PREFIXES, text, selection) : wrap(mark as keyof typeof WRAPS, text, selection);
}

/** The text after an edit. */
export const applyEdit = (text: string, { from, to, insert }: TextEdit): string => text.slice(0, from) + insert + text.slice(to);

function wrap(mark: keyof typeof WRAPS, text: string, { from, to }: Selection): TextEdit {
  const selected = text.slice(from, to);
  if (mark === 'code' && selected.includes('\n')) {
    const insert = `\`\`\`\n${selected.replace(/\n$/, '')}\n\`\`\``;
    return { from, to, insert, selection: { from: from + 4, to: from + insert.length - 4 } };
  }
  const sign = WRAPS[mark];
  const isAround = text.slice(0, from).endsWith(sign) && text.slice(to).startsWith(sign);
  if (isAround) {
    return {
      from: from - sign.length,
      to: to + sign.length,
      insert: selected,
      selection: { from: from - sign.length, to: to - sign.length },
    };
  }
  const words = selected || PLACEHOLDERS[mark];
  return {
    from,
    to,
    insert: sign + words + sign,
    selection: { from: from + sign.length, to: from + sign.length + words.length },
  };
}

/** With a text marked, its address is to be typed next; with an address marked, its text. */
function link(text: string, { from, to }: Selection): TextEdit {
  const selected = text.slice(from, to);
  const [words, url] = URL_TEXT.test(selected) ? ['text', selected] : [selected || 'text', 'https://'];
  const isTextNext = words === 'text';
  const start = isTextNext ? from + 1 : from + words.length + 3;
  return {
    from,
    to,
    insert: `[${words}](${url})`,
    selection: { from: start, to: start + (isTextNext ? words : url).length },
  };
}

/** Whole lines: all of them get the prefix, or lose it when every one of them has it. */
function prefix(mark: keyof typeof PREFIXES, text: string, selection: Selection): TextEdit {
  const { pattern, of } = PREFIXES[mark];
  const from = text.lastIndexOf('\n', selection.from - 1) + 1;
  const end = text.indexOf('\n', selection.to);
  const to = end < 0 ? text.length : end;
  const lines = text.slice(from, to).split('\n');
  const isOn = lines.every((line) => pattern.test(line));
  const insert = lines.map((line, index) => (isOn ? line.replace(pattern, '') : of(index) + line.replace(pattern, ''))).join('\n');
  // One line keeps the cursor at its end, several stay marked.
  const start = lines.length === 1 ? from + insert.length : from;
  return { from, to, insert, selection: { from: start, to: from + insert.length } };
}
