/** Samples of one monitor that were written, changed or deleted: the first and the last of them, both included, Unix seconds. */
export interface TouchedHistory {
  monitorId: number;
  from: number;
  to: number;
}
