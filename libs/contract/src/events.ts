import type { DeliveryKind } from './deliveries.js';
import type { AlertStatus, Status } from './enums.js';

/** Facts that are committed with the rows they speak of and told afterwards. Payloads hold ids, instants and versions only. */
export interface OutboxPayloads {
  /** A monitor's shown status changed at `at` (Unix seconds). */
  'monitor.status_changed': { monitorId: number; from: Status; to: Status; at: number };
  /** Settings or history of a monitor changed in a way a page may show (edits, back-fills, manual samples). `from`/`to` bound the touched history when known. */
  'monitor.changed': { monitorId: number; from?: number; to?: number };
  /** Routine samples that changed no status arrived: one event for a whole batch, so that 10,000 monitors a minute stay a few rows a second. */
  'monitors.sampled': { monitorIds: number[] };
  'monitor.deleted': { monitorId: number };
  /** A maintenance, its monitors or an event of it were made, edited or removed. `monitorIds`: those it has and those it had. */
  'maintenance.changed': { maintenanceId: number; monitorIds: number[]; isGlobal: boolean };
  /** An event reached a stage, each once: the key is `maintenance_{eventId}_{stage}`. Whether it is shown is decided when it is told. */
  'maintenance.stage': { eventId: number; maintenanceId: number; stage: MaintenanceStage; monitorIds: number[]; isGlobal: boolean };
  'page.changed': { pageId: number };
  'site.changed': { keys: string[] };
  /** Texts of an object in further languages were changed; `objectId` 0 = of the site itself. */
  'translations.changed': { objectType: string; objectId: number };
  /** An incident was opened or changed, or one of its updates was. Monitors and visibility are those of before and after together; `from`/`to` bound the window it covered or covers, `to` null = open. */
  'incident.changed': { incidentId: number; monitorIds: number[]; isGlobal: boolean; from?: number; to?: number | null };
  /** A new update: subscribers are told, once, under `comment:{id}`; nobody is when `isQuiet`. */
  'incident.commented': { incidentId: number; commentId: number; isQuiet?: true };
  'incident.deleted': { incidentId: number; monitorIds: number[]; isGlobal: boolean };
  /**
   * An alert began or ended, each told once under `alert:{id}:{status}`; `reminder` = for the n-th time again; nobody is told when `isQuiet`.
   * `at`: Unix seconds.
   */
  'alert.changed': { alertId: number; status: AlertStatus; at: number; reminder?: number; isQuiet?: true };
  /** Somebody asked for something to be done to many things. */
  'job.queued': { jobId: number };
  /** A message that no other fact stands for: a code, an invitation, a notice. Its deliveries are written in the same transaction. */
  'mail.requested': { kind: DeliveryKind; ids: Readonly<Record<string, number>> };
}
export type OutboxTopic = keyof OutboxPayloads;

/** What subscribers hear of a maintenance event. @see incidents-maintenances §B7 */
export const MAINTENANCE_STAGES = ['created', 'starting_soon', 'ongoing', 'completed', 'cancelled'] as const;
export type MaintenanceStage = (typeof MAINTENANCE_STAGES)[number];

/** Facts that people are told in messages; published from the dashboard they can be held, and taken back. @see reliability OBX-04 */
export const ANNOUNCEMENT_TOPICS = ['incident.commented', 'maintenance.stage'] as const satisfies readonly OutboxTopic[];
export type AnnouncementTopic = (typeof ANNOUNCEMENT_TOPICS)[number];

/** Longest time that messages are held before they leave by themselves, seconds: when publishing, and when somebody asks for longer. */
export const HOLD_SECONDS = { publishing: 30, decided: 3_600 } as const;

/** Topics this build knows. An event of another topic comes from a newer build and is left for it. @see reliability OPS-12 */
export const OUTBOX_TOPICS = {
  'monitor.status_changed': true,
  'monitor.changed': true,
  'monitors.sampled': true,
  'monitor.deleted': true,
  'maintenance.changed': true,
  'maintenance.stage': true,
  'page.changed': true,
  'site.changed': true,
  'translations.changed': true,
  'incident.changed': true,
  'incident.commented': true,
  'incident.deleted': true,
  'alert.changed': true,
  'job.queued': true,
  'mail.requested': true,
} as const satisfies Record<OutboxTopic, true>;

/** Channels of LISTEN / NOTIFY between replicas. Payloads are short texts; losing one costs a 5 s poll, never a fact. */
export const SIGNALS = {
  pageVersion: 'clarion_page_version',
  settings: 'clarion_settings',
  sessions: 'clarion_sessions',
  outbox: 'clarion_outbox',
  secrets: 'clarion_secrets',
  deliveries: 'clarion_deliveries',
} as const;
export type SignalChannel = (typeof SIGNALS)[keyof typeof SIGNALS];
