import { readMonitorCsv } from './monitor-csv.js';
import { readJson, type ReadDocument } from './monitor-document.js';

/** Reads a file of monitors by what it looks like: JSON, or else a table. */
export const readMonitors = (text: string): ReadDocument => (/^\uFEFF?\s*[[{]/.test(text) ? readJson(text) : readMonitorCsv(text));
