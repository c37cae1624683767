import type { EventPageFrame, ImpactSnapshot, IncidentPageSnapshot } from '@clarion/contract';
import { renderMarkdown } from '../../markdown.js';
import type { IncidentPageFacts } from './event-facts.js';
import { incidentSnapshot, type Names } from './event-snapshots.js';

/** What the incident did to each monitor, cut where an update changed it. @param until where an open one ends for now */
function impactsOf({ incident, startImpacts, changes }: IncidentPageFacts, names: Names, until: number): ImpactSnapshot[] {
  const end = Math.max(incident.from, incident.to ?? until);
  return startImpacts.flatMap(({ monitorId, impact }) => {
    const monitor = names.get(monitorId);
    if (monitor === undefined) return [];
    const pieces = [{ from: incident.from, to: end, impact }];
    for (const change of changes) {
      if (change.monitorId !== monitorId || change.at >= end) continue;
      const last = pieces.at(-1)!;
      // An update that is dated before the incident speaks of its start.
      const at = Math.max(change.at, last.from);
      if (at === last.from) last.impact = change.impact;
      else if (change.impact !== last.impact) {
        last.to = at;
        pieces.push({ from: at, to: end, impact: change.impact });
      }
    }
    return [{ tag: monitor.tag, name: monitor.name, pieces }];
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
