import type { ChannelName, DeliveryKind, DeliveryState } from '@clarion/contract';

/** One message to one recipient. Times are ISO 8601. */
export interface Delivery {
  id: number;
  /** Deliveries of one event belong together. */
  event_id: number;
  topic: string;
  kind: DeliveryKind;
  channel: ChannelName;
  /** `trigger:7`, `method:12`, `user:3`. */
  recipient: string;
  state: DeliveryState;
  attempts: number;
  error: string | null;
  /** Why it was not sent. */
  reason: string | null;
  created_at: string;
  /** null = not any more. */
  next_attempt_at: string | null;
  expires_at: string | null;
  delivered_at: string | null;
}

export interface DeliveryAttempt {
  attempted_at: string;
  duration_ms: number | null;
  /** HTTP or SMTP status; null = none arrived. */
  status: number | null;
  error: string | null;
  /** What the provider said. */
  answer: string | null;
}

export interface DeliveriesResponse {
  deliveries: Delivery[];
  /** null = this was the last page. */
  next_cursor: number | null;
}

export interface DeliveryDetailResponse {
  delivery: Delivery;
  /** null = not sent yet, or it carried a code. */
  sent: { subject: string | null; text: string } | null;
  /** The oldest first. */
  attempts: DeliveryAttempt[];
}

export interface DeliverySummary {
  open: number;
  held: number;
  /** Given up. */
  dead: number;
  oldest_due_seconds: number;
  /** Without a mail server or a mail service nothing goes out by mail. */
  is_mail_configured: boolean;
}

export interface ResendEventResponse {
  event_id: number;
  count: number;
}
