import { applyWhen, max, maxLength, min, pattern, required, validate, type SchemaPathTree } from '@angular/forms/signals';
import { LIMITS, TAG_PATTERN, type MonitorType } from '@clarion/contract';
import { parseCron } from '@clarion/domain';
import type { MonitorDraft } from './monitor-draft.js';
import { TYPE_KINDS } from './types/type-kinds.js';

const HTTP_URL = /^https?:\/\/[^\s"']+$/i;
const atMost = (length: number) => ({ message: `At most ${length} characters.` });

/** Types that may do without a schedule: nothing is asked of anybody. */
export const isScheduleOptional = (type: MonitorType): boolean => type === 'NONE' || type === 'GROUP';

/** The rules of every field. The server has the last word; these say it sooner. @see monitors §1 */
export function monitorRules(path: SchemaPathTree<MonitorDraft>): void {
  required(path.name, { message: 'Enter a name.' });
  maxLength(path.name, LIMITS.name, atMost(LIMITS.name));
  required(path.tag, { message: 'Enter a tag.' });
  maxLength(path.tag, LIMITS.tag, atMost(LIMITS.tag));
  pattern(path.tag, TAG_PATTERN, { message: 'Lower-case letters, digits, - and _; a letter or digit at both ends.' });
  maxLength(path.description, LIMITS.description, atMost(LIMITS.description));
  pattern(path.externalUrl, HTTP_URL, { message: 'Start with http:// or https://.' });
  required(path.threshold, { message: 'Enter a number of checks, 1 to 60.' });
  min(path.threshold, LIMITS.graceMinimum, { message: 'At least 1 check.' });
  max(path.threshold, LIMITS.graceMaximum, { message: `At most ${LIMITS.graceMaximum} checks.` });
  validate(path.parents, ({ value }) =>
    value().length <= LIMITS.monitorParents ? undefined : { kind: 'parents', message: `At most ${LIMITS.monitorParents} monitors.` },
  );
  validate(path.cron, ({ value, valueOf }) => {
    const text = value().trim();
    if (text === '') return isScheduleOptional(valueOf(path.type)) ? undefined : { kind: 'cron', message: 'Choose how often to check.' };
    const cron = parseCron(text);
    return cron.ok ? undefined : { kind: 'cron', message: cron.reason };
  });

  // Only the type that is chosen has to be right; what was typed for another one waits.
  const isChosen = (type: MonitorType) => (context: { valueOf: (of: typeof path.type) => MonitorType }) =>
    context.valueOf(path.type) === type;
  applyWhen(path.check.API, isChosen('API'), TYPE_KINDS.API.rules);
  applyWhen(path.check.PING, isChosen('PING'), TYPE_KINDS.PING.rules);
  applyWhen(path.check.TCP, isChosen('TCP'), TYPE_KINDS.TCP.rules);
  applyWhen(path.check.DNS, isChosen('DNS'), TYPE_KINDS.DNS.rules);
  applyWhen(path.check.SSL, isChosen('SSL'), TYPE_KINDS.SSL.rules);
  applyWhen(path.check.SQL, isChosen('SQL'), TYPE_KINDS.SQL.rules);
  applyWhen(path.check.HEARTBEAT, isChosen('HEARTBEAT'), TYPE_KINDS.HEARTBEAT.rules);
  applyWhen(path.check.GROUP, isChosen('GROUP'), TYPE_KINDS.GROUP.rules);
  applyWhen(path.check.GRPC, isChosen('GRPC'), TYPE_KINDS.GRPC.rules);
  applyWhen(path.check.GAMEDIG, isChosen('GAMEDIG'), TYPE_KINDS.GAMEDIG.rules);
}
