import type { EventPageFrame, ImpactSnapshot, IncidentPageSnapshot } from '@clarion/contract';
import { incidentOverlays } from '@clarion/domain';
import { renderMarkdown } from '../../../../platform/markdown/markdown.js';
import type { IncidentPageFacts } from './event-facts.js';
import { incidentSnapshot, type Names } from './event-snapshots.js';

/** What the incident did to each monitor, cut where an update changed it. @param until where an open one ends for now */
function impactsOf({ incident, startImpacts, changes }: IncidentPageFacts, names: Names, until: number): ImpactSnapshot[] {
  const { id: incidentId, from } = incident;
  const to = Math.max(from, incident.to ?? until);
  return startImpacts.flatMap(({ monitorId, impact }) => {
    const monitor = names.get(monitorId);
    if (monitor === undefined) return [];
    const own = changes.filter((change) => change.monitorId === monitorId);
    const pieces = incidentOverlays({ incidentId, from, to, isAlertMade: false, impact, changes: own });
    return [
      {
        tag: monitor.tag,
        name: monitor.name,
        pieces: pieces.map((piece) => ({ from: piece.from, to: piece.to ?? to, impact: piece.impact })),
      },
    ];
  });
}

/** An incident's own page. @param names of the monitors the reader may see */
export function incidentPage(facts: IncidentPageFacts, names: Names, frame: EventPageFrame): IncidentPageSnapshot {
  const { report } = facts;
  return {
    ...frame,
    kind: 'incident',
    incident: incidentSnapshot(facts.incident, names),
    impacts: impactsOf(facts, names, frame.generatedAt),
    report: report === null ? null : { html: renderMarkdown(report.text), publishedAt: report.publishedAt },
  };
}
