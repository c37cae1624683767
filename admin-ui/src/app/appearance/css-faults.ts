import type { ErrorDetail } from '@clarion/contract';

/** A fault of a text, in words, and the line it is in; null = of the whole. */
export interface LineFault {
  line: number | null;
  message: string;
}

interface FieldError {
  message?: string | undefined;
  line?: number | undefined;
}

/** Faults of one field, by line, each once: those a save was refused for, and those that drawing it met. The field's name is left out. */
export function lineFaults(field: string, saved: readonly FieldError[], drawn: readonly ErrorDetail[]): LineFault[] {
  const faults = [...saved, ...drawn.filter((each) => each.field === field)].map(({ message = '', line }) => ({
    line: line ?? null,
    message: message.replace(new RegExp(`^${field.replace(/[.[\]]/g, '\\$&')} `), ''),
  }));
  const known = new Map(faults.map((fault) => [`${fault.line ?? 0} ${fault.message}`, fault]));
  return [...known.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** Where a line begins and ends in a text, for a selection. @param line from 1 */
export function lineRange(text: string, line: number): { start: number; end: number } {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return { start, end: start + (lines[line - 1]?.length ?? 0) };
}
