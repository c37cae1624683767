import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { isDatabaseUnavailable } from '../../../platform/database/transient-error.js';
import { EventSnapshots } from '../../pages/event-snapshots.service.js';
import { PageVersions } from '../../pages/page-versions.service.js';
import { siteName, siteSnapshot } from '../../pages/snapshot/site-snapshot.js';
import { pack, type Representation } from '../copies/document.js';
import { KeptAnswers } from '../copies/kept-answers.js';
import { componentShapes, incidentShape, maintenanceShape, pageShape, type ShapeSetting, statusShape } from './statuspage-shapes.js';

/** Days of events back, and for maintenances ahead. */
const DAYS = 90;
const EVENTS = 50;
const UPDATES = 50;

const incidents = (setting: ShapeSetting) => setting.recent.incidents.map((incident) => incidentShape(incident, setting));
const unresolved = (setting: ShapeSetting) => incidents(setting).filter(({ status }) => status !== 'resolved');
/** What was called off is no plan. */
const maintenances = (setting: ShapeSetting) =>
  setting.recent.maintenances.filter(({ status }) => status !== 'CANCELLED').map((event) => maintenanceShape(event, setting));
const planned = (setting: ShapeSetting) => maintenances(setting).filter(({ status }) => status === 'scheduled');
const running = (setting: ShapeSetting) => maintenances(setting).filter(({ status }) => status === 'in_progress');

const DOCUMENTS = {
  'summary.json': (setting) => ({
    components: componentShapes(setting),
    incidents: unresolved(setting),
    scheduled_maintenances: [...running(setting), ...planned(setting)],
    status: statusShape(setting),
  }),
  'status.json': (setting) => ({ status: statusShape(setting) }),
  'components.json': (setting) => ({ components: componentShapes(setting) }),
  'incidents.json': (setting) => ({ incidents: incidents(setting) }),
  'incidents/unresolved.json': (setting) => ({ incidents: unresolved(setting) }),
  'scheduled-maintenances.json': (setting) => ({ scheduled_maintenances: maintenances(setting) }),
  'scheduled-maintenances/upcoming.json': (setting) => ({ scheduled_maintenances: planned(setting) }),
  'scheduled-maintenances/active.json': (setting) => ({ scheduled_maintenances: running(setting) }),
} as const satisfies Record<string, (setting: ShapeSetting) => object>;
export type StatuspageFile = keyof typeof DOCUMENTS;

/** Addresses below `/api/v2`. */
export const STATUSPAGE_FILES = Object.keys(DOCUMENTS) as StatuspageFile[];

/** A status page in the shape that aggregators and bots know. @see architecture §5 */
@Injectable()
export class Statuspages {
  private readonly kept: KeptAnswers<Representation>;

  constructor(
    private readonly events: EventSnapshots,
    versions: PageVersions,
    private readonly config: Config,
  ) {
    this.kept = new KeptAnswers({ versionOf: (id) => versions.versionOf(id), isOutage: isDatabaseUnavailable });
  }

  /** @param pagePath empty = home @returns null when there is no such page */
  file(file: StatuspageFile, pagePath: string): Promise<Representation | null> {
    return this.kept.get(JSON.stringify([file, pagePath]), async () => {
      const recent = await this.events.recent({ pagePath, tag: null }, DAYS, EVENTS, UPDATES);
      if (recent === null) return null;
      const { page, basis } = recent;
      const { url, basePath } = siteSnapshot(page.site, { basePath: this.config.APP_BASE_PATH, origin: this.config.ORIGIN }, page.now);
      const setting = { recent, base: [url + basePath, pagePath].filter(Boolean).join('/'), siteName: siteName(page.site.settings) };
      const answer = { page: pageShape(setting), ...DOCUMENTS[file](setting) };
      return { answer: await pack('s', JSON.stringify(answer)), basis };
    });
  }
}
