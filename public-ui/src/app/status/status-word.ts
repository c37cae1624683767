import type { MonitorSnapshot } from '@clarion/contract';
import { MAINTENANCE_WORDS, STATUS_WORDS } from '@clarion/i18n';

import type { Texts } from '../text/texts';

/** The word beside a monitor's icon. @see ux A10 */
export const statusWord = (texts: Pick<Texts, 'say'>, { status, since, isDelayed, reason }: MonitorSnapshot): string => {
  if (reason?.source === 'maintenance' && status !== 'NO_DATA') return texts.say(MAINTENANCE_WORDS[status]);
  if (isDelayed && !reason) return texts.say('monitor.delayedStatus', { status: texts.say(STATUS_WORDS[status]) });
  return texts.say(status === 'NO_DATA' && since === null ? 'services.noDataYet' : STATUS_WORDS[status]);
};
