import type { PageFacts } from './facts.js';
import type { IncidentFacts } from './events/event-facts.js';

const MINUTE = 60;
/** Of nothing that is stored. */
const ID = 0;

/**
 * The page as it would look while an incident runs: its first monitor is down, and where the page lists incidents there is one. For people who
 * arrange a page on a quiet day.
 */
export function withSampleIncident(facts: PageFacts): PageFacts {
  const from = facts.now - 47 * MINUTE;
  const [first, ...others] = facts.monitors;
  const affected = first === undefined ? [] : [{ monitorId: first.id, impact: 'DOWN' as const }];
  const incident: IncidentFacts = {
    id: ID,
    title: 'Sample incident',
    state: 'MONITORING',
    from,
    to: null,
    source: 'DASHBOARD',
    nextUpdateAt: facts.now + 20 * MINUTE,
    updatedAt: facts.now - 5 * MINUTE,
    affected,
    updates: [
      {
        id: ID,
        at: facts.now - 5 * MINUTE,
        state: 'MONITORING',
        text: 'A fix is deployed and error rates are falling. We keep watching.',
        isEdited: false,
      },
    ],
    updateCount: 1,
  };
  const overlay = { kind: 'incident', id: ID, from, to: null, impact: 'DOWN', isAlertMade: false } as const;
  const incidents = facts.eventSettings.incidents.showOngoing ? [incident, ...facts.events.incidents] : facts.events.incidents;
  return {
    ...facts,
    monitors: first === undefined ? [] : [{ ...first, overlays: [...first.overlays, overlay] }, ...others],
    events: { ...facts.events, incidents },
  };
}
