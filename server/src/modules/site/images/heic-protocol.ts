/** What the thread is given. */
export interface HeicTask {
  file: Uint8Array;
  /** Most pixels of a side: larger pictures are refused before they are decoded. */
  maximumSide: number;
}

/** What it answers, once. */
export type HeicReply =
  | { kind: 'pixels'; width: number; height: number; rgba: Uint8Array }
  | { kind: 'too-large'; width: number; height: number }
  | { kind: 'unreadable' };
