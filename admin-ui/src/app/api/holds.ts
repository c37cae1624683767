/** An announcement whose messages wait for their undo time. */
export interface HeldEvent {
  event_id: number;
  topic: string;
  /** What it is about, such as `incident:12`. */
  about: string;
  /** ISO 8601. */
  hold_until: string;
  created_at: string;
  /** What was published can be taken back with them. */
  can_retract: boolean;
}

export interface HeldEventsResponse {
  held: HeldEvent[];
}

/** What was done to messages that are held. */
export interface HoldAnswer {
  event_id: number;
  /** Nobody had been told yet. */
  is_event_changed: boolean;
  /** Messages that were taken back, or are sent now. */
  count: number;
  is_retracted: boolean;
  /** The draft that keeps the words of an incident that was taken back. */
  draft_id: number | null;
  /** Why what was published stays. */
  reason: string | null;
  /** ISO 8601; null = it is not held any more. */
  hold_until: string | null;
}
