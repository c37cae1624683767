import type { EventStatus } from '@clarion/contract';
import type { IconName } from '../ui/icon-paths.js';

export const EVENT_WORDS = {
  SCHEDULED: 'Scheduled',
  READY: 'Starting soon',
  ONGOING: 'In progress',
  COMPLETED: 'Completed',
  CANCELLED: 'Cancelled',
} as const satisfies Record<EventStatus, string>;

export const EVENT_ICONS = {
  SCHEDULED: 'calendar',
  READY: 'clock',
  ONGOING: 'wrench',
  COMPLETED: 'check',
  CANCELLED: 'close',
} as const satisfies Record<EventStatus, IconName>;

/** It has not begun. */
export const isAhead = (status: EventStatus): boolean => status === 'SCHEDULED' || status === 'READY';
