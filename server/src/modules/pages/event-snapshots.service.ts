import type {
  CalendarSnapshot,
  IncidentPageSnapshot,
  MaintenanceFilter,
  MaintenanceListSnapshot,
  MaintenancePageSnapshot,
} from '@clarion/contract';
import { dayOfDate, hasCalendar, monthWindow, type Window } from '@clarion/domain';
import { Injectable } from '@nestjs/common';
import { calendarPage, MONTH_LENGTH } from './snapshot/events/calendar-page.js';
import { eventFrame } from './snapshot/events/event-frame.js';
import type { AffectedFacts, MaintenanceFacts, MaintenancePageFacts, NamedMonitor, RecentEvents } from './snapshot/events/event-facts.js';
import { EventReader, type PlacedMonitor, type Touching } from './snapshot/events/event-reader.service.js';
import { namesOf } from './snapshot/events/event-snapshots.js';
import { incidentPage } from './snapshot/events/incident-page.js';
import { maintenanceList, maintenancePage, PAGE_LENGTH } from './snapshot/events/maintenance-page.js';
import type { PageFacts } from './snapshot/facts.js';
import { ReaderWords } from './snapshot/reader-words.service.js';
import { areApart } from './snapshot/site-snapshot.js';
import { eventsIn, incidentPageIn, maintenancePageIn, namedIn, pageIn, recentIn, wordsOfEvents } from './snapshot/translated.js';
import { type Built, Snapshots, type Variant } from './snapshots.service.js';

const DAY = 86_400;

/** What readers of an address may see: the monitors of one page, or of all. */
interface Scope {
  /** Whose banner stands above. */
  page: PageFacts;
  monitors: readonly (NamedMonitor & { pageIds: readonly number[] })[];
  isOfPage: boolean;
}

/** Whose events are asked for; neither = of the whole site. */
export interface RecentScope {
  /** Path of a page, empty = home. */
  pagePath: string | null;
  /** Tag of a monitor, which the page shows if there is one. */
  tag: string | null;
}

/** Events for those who follow a site, a page or a monitor without looking at it. */
export interface Recent extends RecentEvents {
  page: PageFacts;
  monitor: NamedMonitor | null;
  /** Those whose names may be told. */
  monitors: readonly NamedMonitor[];
  /** Versions of the pages this depends on, by id. */
  basis: ReadonlyMap<number, number>;
}

/** What goes on now, for those who look at it elsewhere. */
export type Live = Touching & Pick<Recent, 'page' | 'monitors' | 'basis'>;

/** How a maintenance is named in an address. */
export interface MaintenanceId {
  by: 'event' | 'maintenance';
  id: number;
}

/** Makes the pages about incidents and maintenances. @param pagePath below which they are read; null = by themselves */
@Injectable()
export class EventSnapshots {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly events: EventReader,
    private readonly words: ReaderWords,
  ) {}

  /** @returns null for one the reader may not see, as for none */
  async incident(id: number, pagePath: string | null, variant: Variant): Promise<Built<IncidentPageSnapshot> | null> {
    const { locale } = variant;
    const whole = await this.scope(pagePath, locale);
    const stored =
      whole === null
        ? null
        : await this.events.incident(
            whole.monitors.map((each) => each.id),
            id,
          );
    if (whole === null || stored === null) return null;
    const facts = incidentPageIn(stored, await this.words.in(locale, whole.page.site, wordsOfEvents({ incidents: [stored.incident] })));
    const scope = await this.followed(whole, facts.incident.affected, locale);
    const basis = await this.basisOf(scope, facts.incident.affected);
    return { snapshot: incidentPage(facts, namesOf(scope.monitors), this.frame(scope, basis, variant)), basis };
  }

  /** @returns null for one the reader may not see, as for none */
  async maintenance(asked: MaintenanceId, pagePath: string | null, variant: Variant): Promise<Built<MaintenancePageSnapshot> | null> {
    const { locale } = variant;
    const whole = await this.scope(pagePath, locale);
    const facts = whole === null ? null : await this.find(whole, asked, locale);
    if (whole === null || facts === null) return null;
    const scope = await this.followed(whole, facts.maintenance.affected, locale);
    const basis = await this.basisOf(scope, facts.maintenance.affected);
    return { snapshot: maintenancePage(facts, namesOf(scope.monitors), this.frame(scope, basis, variant)), basis };
  }

  /** @param eventId an occurrence; what the public page shows of it, without a page around it */
  async occurrence(
    eventId: number,
    pagePath: string | null,
    locale: string,
  ): Promise<{ facts: MaintenancePageFacts; monitors: readonly NamedMonitor[] } | null> {
    const scope = await this.scope(pagePath, locale);
    const facts = scope === null ? null : await this.find(scope, { by: 'event', id: eventId }, locale);
    return scope === null || facts === null ? null : { facts, monitors: scope.monitors };
  }

  /**
   * What happened in the last days and is planned for as many to come. What is global belongs to every page, and global maintenances to
   * every monitor.
   * @param limit of each kind   @param updates newest ones that come along with an incident   @param locale null = as it is stored
   * @returns null for a page that is not there, and for a monitor that readers do not see   @see pages-site §11
   */
  async recent(
    { pagePath, tag }: RecentScope,
    days: number,
    limit: number,
    updates = 1,
    locale: string | null = null,
  ): Promise<Recent | null> {
    const whole = await this.scope(pagePath, locale);
    if (whole === null) return null;
    // A monitor's own address knows it wherever it stands, as its page does.
    const known = tag !== null && pagePath === null ? await this.placed(whole.page, locale) : whole.monitors;
    const monitor = tag === null ? null : known.find((each) => each.tag === tag);
    if (monitor === undefined) return null;
    const { page } = whole;
    const monitors = monitor === null ? whole.monitors : [monitor];
    const basis = monitor === null ? await this.wholeBasis(whole) : await this.basisOfMonitor(page, monitor);
    const window = { from: page.now - days * DAY, to: page.now + days * DAY };
    const ids = monitors.map(({ id }) => id);
    const stored = await this.events.recent(ids, window, page.now, monitor?.id ?? null, limit, updates);
    const events = locale === null ? stored : recentIn(stored, await this.words.in(locale, page.site, wordsOfEvents(stored)));
    return { ...events, page, monitor, monitors, basis };
  }

  /**
   * What goes on now anywhere on the site, its newest update along with an incident. What is global belongs to every monitor.
   * @param tags of the monitors it is asked of; those that readers do not see name nothing. null = all   @see pages-site §14
   */
  async live(tags: readonly string[] | null, locale: string): Promise<Live | null> {
    const scope = await this.scope(null, locale);
    if (scope === null) return null;
    const { page } = scope;
    const monitors = tags === null ? scope.monitors : scope.monitors.filter(({ tag }) => tags.includes(tag));
    const ids = monitors.map(({ id }) => id);
    const [incidents, maintenances, basis] = await Promise.all([
      this.events.open(ids, page.now),
      this.events.coming(ids, page.now, page.now),
      this.wholeBasis(scope),
    ]);
    const stored = { incidents, maintenances };
    const say = await this.words.in(locale, page.site, wordsOfEvents(stored));
    return { ...eventsIn(stored, say), page, monitors, basis };
  }

  /**
   * What touches a window of any length, as data.
   * @param limit of each kind   @param updates newest ones that come along with an incident   @returns null when there is no such page
   */
  async between(
    pagePath: string | null,
    window: Window,
    limit: number,
    updates: number,
  ): Promise<(Touching & { monitors: readonly NamedMonitor[] }) | null> {
    const scope = await this.scope(pagePath, null);
    if (scope === null) return null;
    const ids = scope.monitors.map(({ id }) => id);
    return { ...(await this.events.between(ids, window, scope.page.now, limit, updates)), monitors: scope.monitors };
  }

  /** A filter for a monitor nobody sees finds nothing. @returns null when there is no such page */
  async maintenances(filter: MaintenanceFilter, pagePath: string | null, variant: Variant): Promise<Built<MaintenanceListSnapshot> | null> {
    const scope = await this.scope(pagePath, variant.locale);
    if (scope === null) return null;
    const { page, monitors } = scope;
    const { now } = page;
    const days = { past: page.eventSettings.maintenances.pastDays, future: page.eventSettings.maintenances.upcomingDays };
    const window = windowOf(filter, variant.timeZone, { from: now - days.past * DAY, to: now + days.future * DAY });
    const monitorId = filter.monitor === null ? null : (monitors.find(({ tag }) => tag === filter.monitor)?.id ?? 0);
    const ids = monitors.map((each) => each.id);
    const names = (event: MaintenanceFacts): boolean => monitorId === null || event.affected.some((each) => each.monitorId === monitorId);
    const [coming, done, basis] = await Promise.all([
      filter.page === 1 ? this.events.coming(ids, now, window.to) : [],
      // An occurrence that was cancelled before its time is no past.
      this.events.done(ids, {
        from: window.from,
        to: Math.min(window.to, now),
        monitorId,
        skip: (filter.page - 1) * PAGE_LENGTH,
        limit: PAGE_LENGTH + 1,
      }),
      this.wholeBasis(scope),
    ]);
    const inWindow = coming.filter((event) => names(event) && event.from < window.to && event.to > window.from);
    const say = await this.words.in(variant.locale, page.site, wordsOfEvents({ maintenances: [...inWindow, ...done] }));
    const told = (maintenances: readonly MaintenanceFacts[]) => eventsIn({ incidents: [], maintenances }, say).maintenances;
    const facts = { coming: told(inWindow), done: told(done), monitors, filter, days };
    return { snapshot: maintenanceList(facts, this.frame(scope, basis, variant)), basis };
  }

  /** @param month `YYYY-MM` @returns null for a month without a calendar, and when there is no such page */
  async calendar(month: string, pagePath: string | null, variant: Variant): Promise<Built<CalendarSnapshot> | null> {
    const scope = await this.scope(pagePath, variant.locale);
    if (scope === null || !hasCalendar(month, variant.timeZone, scope.page.now)) return null;
    const ids = scope.monitors.map((each) => each.id);
    const window = monthWindow(variant.timeZone, month);
    const [stored, basis] = await Promise.all([this.events.between(ids, window, scope.page.now, MONTH_LENGTH + 1), this.wholeBasis(scope)]);
    const events = eventsIn(stored, await this.words.in(variant.locale, scope.page.site, wordsOfEvents(stored)));
    return { snapshot: calendarPage(month, events, namesOf(scope.monitors), this.frame(scope, basis, variant)), basis };
  }

  private frame({ page, isOfPage }: Scope, basis: ReadonlyMap<number, number>, variant: Variant) {
    return eventFrame(page, basis, this.snapshots.setting(variant), isOfPage);
  }

  private async find({ monitors, page }: Scope, { by, id }: MaintenanceId, locale: string): Promise<MaintenancePageFacts | null> {
    const eventId = by === 'event' ? id : await this.events.currentEvent(id, page.now);
    if (eventId === null) return null;
    const ids = monitors.map((each) => each.id);
    const facts = await this.events.maintenance(ids, eventId);
    if (facts === null) return null;
    return maintenancePageIn(facts, await this.words.in(locale, page.site, wordsOfEvents({ maintenances: [facts.maintenance] })));
  }

  /** @param locale null = as it is stored */
  private async scope(pagePath: string | null, locale: string | null): Promise<Scope | null> {
    const stored = await this.snapshots.facts(pagePath ?? '');
    if (stored === null) return null;
    const page = locale === null ? stored : pageIn(stored, locale);
    const ofPage = (): Scope['monitors'] => page.monitors.map(({ id, tag, name }) => ({ id, tag, name, pageIds: [page.id] }));
    if (pagePath !== null) return { page, monitors: ofPage(), isOfPage: true };
    const monitors: readonly PlacedMonitor[] = standsAlone(page) ? ofPage() : await this.placed(page, locale);
    return { page, monitors, isOfPage: false };
  }

  private async placed({ site }: PageFacts, locale: string | null): Promise<readonly PlacedMonitor[]> {
    const monitors = await this.events.placed();
    return locale === null ? monitors : namedIn(monitors, await this.words.in(locale, site, { monitor: monitors.map(({ id }) => id) }));
  }

  /** The same with a page that shows the event itself, if the home page does not: its banner and its stream speak of the event. */
  private async followed(scope: Scope, affected: readonly AffectedFacts[], locale: string): Promise<Scope> {
    const ids = new Set(affected.map(({ monitorId }) => monitorId));
    const showing = scope.monitors.filter(({ id }) => ids.has(id)).flatMap(({ pageIds }) => pageIds);
    if (scope.isOfPage || showing.length === 0 || showing.includes(scope.page.id)) return scope;
    const place = scope.page.site.pages.find(({ id }) => showing.includes(id));
    const page = place === undefined ? null : await this.snapshots.facts(place.path);
    return page === null ? scope : { ...scope, page: pageIn(page, locale) };
  }

  /** Pages that change when something about these monitors does: global events change all pages. */
  private async basisOf({ page, monitors, isOfPage }: Scope, affected: readonly AffectedFacts[]): Promise<Map<number, number>> {
    const own = new Map([[page.id, page.version]]);
    const ids = new Set(affected.map(({ monitorId }) => monitorId));
    const others = isOfPage ? [] : monitors.filter(({ id }) => ids.has(id)).flatMap(({ pageIds }) => pageIds);
    if (others.every((id) => own.has(id))) return own;
    const versions = await this.events.versions();
    for (const id of others) if (!own.has(id)) own.set(id, versions.get(id) ?? 0);
    return own;
  }

  private async basisOfMonitor(page: PageFacts, { pageIds }: { pageIds: readonly number[] }): Promise<Map<number, number>> {
    const versions = await this.events.versions();
    return new Map([...pageIds.map((id) => [id, versions.get(id) ?? 0] as const), [page.id, page.version]]);
  }

  private async wholeBasis({ page, isOfPage }: Scope): Promise<Map<number, number>> {
    const own = [page.id, page.version] as const;
    return isOfPage || standsAlone(page) ? new Map([own]) : new Map([...(await this.events.versions()), own]);
  }
}

/** Pages of such a site know nothing of each other. */
const standsAlone = ({ site }: PageFacts): boolean => areApart(site.settings);

/** Both dates are inclusive; the missing one is that of the usual window. */
function windowOf({ from, to }: MaintenanceFilter, timeZone: string, usual: Window): Window {
  const start = from === null ? null : dayOfDate(timeZone, from);
  const end = to === null ? null : dayOfDate(timeZone, to);
  return { from: start?.from ?? usual.from, to: end?.to ?? usual.to };
}
