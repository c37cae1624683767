import type {
  BarRange,
  EmbedSnapshot,
  LatencyRange,
  MonitorPageSnapshot,
  NotFoundSnapshot,
  PageSnapshot,
  SiteSnapshot,
  Snapshot,
} from '@clarion/contract';
import type { PageContent } from '@clarion/database/pages/page-draft.entity';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Clock } from '../../platform/database/clock.js';
import { isMailConfigured } from '../deliveries/mail-configured.js';
import { PageVersions } from './page-versions.service.js';
import type { PageFacts } from './snapshot/facts.js';
import { monitorPageSnapshot } from './snapshot/monitor-page-snapshot.js';
import { notFoundSnapshot, pageSnapshot, type Setting } from './snapshot/page-snapshot.js';
import { withSampleIncident } from './snapshot/sample-incident.js';
import { siteLocales, siteSnapshot } from './snapshot/site-snapshot.js';
import { ReaderWords } from './snapshot/reader-words.service.js';
import { monitorPageIn, pageIn, wordsOfMonitorPage } from './snapshot/translated.js';
import { type ChangeSite, SnapshotReader } from './snapshot/snapshot-reader.service.js';

/** What a reader chose, out of closed sets. */
export interface Variant {
  /** Canonical IANA name. */
  timeZone: string;
  locale: string;
}

/** Which stretch of a monitor's past its page shows. */
export interface MonitorView {
  range: LatencyRange;
  /** `YYYY-MM-DD`; null = no day. */
  day: string | null;
  /** Days of bars; absent = all there are. */
  days?: BarRange;
}

/** A snapshot and the pages it depends on, with the versions it was made from: newer ones make it old. */
export interface Built<S extends Snapshot | EmbedSnapshot = Snapshot> {
  snapshot: S;
  basis: ReadonlyMap<number, number>;
}

/** Languages of a site of which nothing is known yet. */
const UNKNOWN_SITE: readonly string[] = ['en'];
/** Facts of pages that stay in memory for further zones and languages. */
const REMEMBERED_PAGES = 20;

/** Makes snapshots. What the database says of a version of a page is read once and serves every zone and language. */
@Injectable()
export class Snapshots {
  private readonly known = new Map<string, { version: number; reading: Promise<PageFacts | null> }>();
  private siteLocales: readonly string[] | null = null;

  constructor(
    private readonly reader: SnapshotReader,
    private readonly versions: PageVersions,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly words: ReaderWords,
  ) {}

  /** Languages a reader may choose, the site's default first, as of the newest snapshot. */
  get locales(): readonly string[] {
    return this.siteLocales ?? UNKNOWN_SITE;
  }

  /** Takes over the languages of an earlier life; what is read of the site replaces them. */
  remember(locales: readonly string[]): void {
    this.siteLocales ??= locales;
  }

  /** @param path empty = home @returns null when there is no such page */
  async page(path: string, variant: Variant): Promise<Built<PageSnapshot> | null> {
    const facts = await this.facts(path);
    return facts === null ? null : { snapshot: this.pageOf(facts, variant), basis: new Map([[facts.id, facts.version]]) };
  }

  /** The home page as it would be with other settings of the site; kept nowhere. */
  async withSettings(changed: ChangeSite, variant: Variant): Promise<PageSnapshot | null> {
    const facts = await this.reader.page('', changed);
    return facts === null ? null : this.pageOf(facts, variant);
  }

  /** What would stand around every page with other settings. */
  async site(changed: ChangeSite, variant: Variant): Promise<SiteSnapshot> {
    const site = await this.reader.site();
    return siteSnapshot({ ...site, settings: changed(site.settings) }, this.setting(variant), this.clock.now());
  }

  /** A page as it would be shown with unpublished content. @param id of the page @param withSample adds an incident that nobody opened */
  async draft(id: number, content: PageContent, variant: Variant, withSample = false): Promise<PageSnapshot> {
    // New sections have no ids yet; what they stand in for is below those of stored ones.
    const sections = content.sections.map((section, index) => ({ ...section, id: section.id ?? -1 - index }));
    const places = [
      ...content.unsectioned.map((tag) => ({ tag, sectionId: null })),
      ...sections.flatMap(({ id: sectionId, monitors }) => monitors.map((tag) => ({ tag, sectionId }))),
    ];
    const { pagePath, pageTitle: title, pageHeader: header, pageSubheader: subheader, pageLogo: logo, pageSettings: settings } = content;
    const version = this.versions.versionOf(id) ?? 0;
    const row = { id, path: pagePath, title, header, subheader, logo, settings, version };
    const facts = await this.reader.draft(row, pagePath, sections, places);
    return this.pageOf(withSample ? withSampleIncident(facts) : facts, variant);
  }

  /** @returns null for a monitor that no page shows, as for none */
  async monitor(tag: string, view: MonitorView, variant: Variant): Promise<Built<MonitorPageSnapshot> | null> {
    const facts = await this.reader.publicMonitor(tag, { ...view, timeZone: variant.timeZone });
    if (facts === null) return null;
    const say = await this.words.in(variant.locale, facts.site, wordsOfMonitorPage(facts));
    return {
      snapshot: monitorPageSnapshot(monitorPageIn(facts, say), this.setting(variant), { withReasons: false, days: view.days }),
      basis: facts.versions,
    };
  }

  /** Any monitor, hidden ones too, with what its checks said: for people who work here. */
  async history(tag: string, view: MonitorView, timeZone: string): Promise<MonitorPageSnapshot | null> {
    const facts = await this.reader.monitor(tag, { ...view, timeZone });
    return facts === null ? null : monitorPageSnapshot(facts, this.setting({ timeZone, locale: 'en' }), { withReasons: true });
  }

  async notFound(variant: Variant): Promise<Built<NotFoundSnapshot>> {
    const home = await this.facts('');
    const site = home?.site ?? (await this.reader.site());
    const shown = home === null ? null : pageIn(home, variant.locale);
    const snapshot = notFoundSnapshot(shown, shown?.site ?? site, this.setting(variant), home?.now ?? this.clock.now());
    return { snapshot, basis: new Map(home === null ? [] : [[home.id, home.version]]) };
  }

  private pageOf(facts: PageFacts, variant: Variant): PageSnapshot {
    return pageSnapshot(pageIn(facts, variant.locale), this.setting(variant));
  }

  setting({ timeZone, locale }: Variant): Setting {
    return {
      ...{ timeZone, locale, basePath: this.config.APP_BASE_PATH, origin: this.config.ORIGIN },
      canMail: isMailConfigured(this.config),
    };
  }

  /** What is known of a page, as new as its version. @param path empty = home @returns null when there is no such page */
  async facts(path: string): Promise<PageFacts | null> {
    const version = this.versions.at(path)?.version ?? -1;
    const known = this.known.get(path);
    if (known !== undefined && known.version >= version && version >= 0) return known.reading;
    const reading = this.reader.page(path);
    const entry = { version, reading };
    this.known.delete(path);
    this.known.set(path, entry);
    if (this.known.size > REMEMBERED_PAGES) this.known.delete(this.known.keys().next().value!);
    const forget = (): void => {
      if (this.known.get(path) === entry) this.known.delete(path);
    };
    try {
      const facts = await reading;
      if (facts === null) forget();
      else {
        entry.version = facts.version;
        this.siteLocales = siteLocales(facts.site.settings);
      }
      return facts;
    } catch (error) {
      forget();
      throw error;
    }
  }
}
