import type { Evaluation } from '@clarion/domain';

/** What the worker thread is started with. */
export interface SandboxSettings {
  /** Longest a function may run, ms. */
  limitMs: number;
  /** Bound of the interpreter's memory, and of the WebAssembly memory it lives in. */
  memoryMiB: number;
  /** File URL of the bundle that becomes `modules.cheerio`. */
  cheerioBundle: string;
}

/** A function to call. */
export interface FunctionTask {
  kind: 'function';
  /** As somebody wrote it. */
  code: string;
  /** JSON of a list: its arguments, before `modules`. */
  args: string;
}

/** Regular expressions to look for in texts. */
export interface PatternTask {
  kind: 'patterns';
  tests: readonly { pattern: string; text: string }[];
}

export type SandboxTask = FunctionTask | PatternTask;
export type SandboxRequest = SandboxTask & { id: number };

/** By task: what became of the function; for each test whether the pattern was found, null = it is no pattern. */
export type SandboxResult = { kind: 'evaluated'; evaluation: Evaluation } | { kind: 'matched'; found: (boolean | null)[] };

export type SandboxReply =
  /** The thread can take its first task. */
  | { kind: 'ready' }
  /** Loads what the function needs before its time runs. */
  | { kind: 'preparing'; id: number }
  | { kind: 'running'; id: number }
  | (SandboxResult & { id: number })
  /** The worker failed in code of ours. */
  | { kind: 'broken'; id: number; message: string };
