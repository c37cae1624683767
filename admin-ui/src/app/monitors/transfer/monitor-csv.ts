import type { Monitor } from '../../api/monitors.js';
import { parseCsv, toCsv } from './csv.js';
import { CARRIED, toExported, type ParentsByTag, type ReadDocument } from './monitor-document.js';

/** Columns of an exported file, in the order people read. Documents stand in one cell, as JSON. */
const COLUMNS = [...CARRIED, 'parents', 'omitted_secrets'] as const;
const PART = /^(type_data|monitor_settings_json)\.([A-Za-z_]\w*)$/;
const SCALAR = /^(-?\d{1,15}(\.\d+)?|true|false|null)$/;

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** One row for each monitor, for a spreadsheet. */
export function toMonitorCsv(monitors: readonly Monitor[], parents: ParentsByTag): string {
  const rows = monitors.map((monitor) => {
    const exported = toExported(monitor, parents);
    return COLUMNS.map((column) => textOf(exported[column]));
  });
  return toCsv([COLUMNS, ...rows]);
}

/** A cell of a document as what it was: numbers, flags, lists and objects; anything else is text. */
function valueOf(text: string): unknown {
  if (SCALAR.test(text)) return JSON.parse(text);
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    // Refused with its row, where it is no document.
    return text;
  }
}

/** Tags as a list of JSON, or one after the other. */
function tagsOf(text: string): unknown {
  const value = valueOf(text);
  return typeof value === 'string' && !text.startsWith('[') ? value.split(/[\s,;]+/).filter(Boolean) : value;
}

const DOCUMENTS = new Set<string>(['type_data', 'monitor_settings_json', 'omitted_secrets', 'confirmation_threshold']);

/**
 * Reads a file with one row for each monitor: columns are called as in the API, members of a document may have columns of their own, such as
 * `type_data.url`. An empty cell says nothing.
 */
export function readMonitorCsv(text: string): ReadDocument {
  const rows = parseCsv(text);
  if (rows === null) return { ok: false, reason: 'This file has a quote that is never closed.' };
  const [header = [], ...body] = rows;
  const columns = header.map((name) => name.trim());
  if (!columns.includes('tag')) return { ok: false, reason: 'This file is neither JSON nor a table with a column named tag.' };
  if (body.length === 0) return { ok: false, reason: 'The list of monitors in this file is empty.' };
  return { ok: true, monitors: body.map((row) => monitorOf(columns, row)) };
}

function monitorOf(columns: readonly string[], row: readonly string[]): Record<string, unknown> {
  const monitor: Record<string, unknown> = {};
  columns.forEach((column, index) => {
    const text = row[index]?.trim() ?? '';
    if (text === '') return;
    const [, document, member] = PART.exec(column) ?? [];
    if (document === undefined || member === undefined) {
      monitor[column] = column === 'parents' ? tagsOf(text) : DOCUMENTS.has(column) ? valueOf(text) : text;
      return;
    }
    const before = monitor[document];
    monitor[document] = { ...(typeof before === 'object' ? before : {}), [member]: valueOf(text) };
  });
  return monitor;
}
