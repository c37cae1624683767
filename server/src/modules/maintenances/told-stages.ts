import type { AnnouncementTopic, MaintenanceStage, OutboxPayloads } from '@clarion/contract';

/** Which member of the site's `event_types` switches it. @see incidents-maintenances §B7 */
export const TOLD_STAGES = {
  created: { setting: 'created' },
  starting_soon: { setting: 'reminder' },
  ongoing: { setting: 'started' },
  completed: { setting: 'ended' },
  cancelled: { setting: 'ended' },
} as const satisfies Record<MaintenanceStage, { setting: string }>;

/** Key of the site setting that says which stages are told. */
export const TOLD_STAGES_SETTING = 'globalMaintenanceNotificationSettings';

/** @param stored value of the setting; everything but the making of an event is told where it says nothing */
export function isStageTold(stored: unknown, stage: MaintenanceStage): boolean {
  const told = (stored as { event_types?: Record<string, unknown> } | null)?.event_types?.[TOLD_STAGES[stage].setting];
  return typeof told === 'boolean' ? told : stage !== 'created';
}

/** Is anybody told of news at all? @param stored value of the setting */
export const isNewsTold = (payload: OutboxPayloads[AnnouncementTopic], stored: unknown): boolean =>
  'stage' in payload ? isStageTold(stored, payload.stage) : payload.isQuiet !== true;
