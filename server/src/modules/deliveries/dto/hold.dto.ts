import { IsBoolean, IsOptional } from 'class-validator';

/** What an undo takes back. */
export class UndoDto {
  /** `false`: the messages alone, what was published stays. `true` when absent. */
  @IsOptional() @IsBoolean() retract?: boolean;
}

/** What was done to messages that are held. */
export class HoldResponse {
  event_id: number;
  /** Nobody had been told of the event yet. */
  is_event_changed: boolean;
  /** Deliveries that were taken back, or are sent now. */
  count: number;
  /** What was published was taken back too. */
  is_retracted: boolean;
  /** The draft that keeps the words of an incident that was taken back. */
  draft_id: number | null;
  /** Why what was published stays. */
  reason: string | null;
  /** Until when it is held now; null = it is not. */
  hold_until: string | null;
}

/** An announcement whose messages wait for their undo time. */
export class HeldEventDto {
  event_id: number;
  /** `incident.commented` or `maintenance.stage`. */
  topic: string;
  /** What it is about, such as `incident:12`. */
  about: string;
  /** When the messages leave. */
  hold_until: string;
  created_at: string;
  /** What was published can be taken back with them. */
  can_retract: boolean;
}

/** `{ held }`, the oldest first. */
export class HeldEventListResponse {
  held: HeldEventDto[];
}
