import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { invalidField } from '../../platform/errors/app-error.js';
import { type Actor } from '../../platform/http/actor.js';

/** A page a monitor stands on. */
export interface PlaceOfMonitor {
  monitorId: number;
  /** Empty = home. */
  path: string;
  title: string;
}

/** What this room needs to know of pages; the room that owns them implements it. @see style §6 */
export interface MonitorPagesSource {
  /** Pages that show the monitors, in the order of the pages. */
  placesOf(db: EntityManager, monitorIds: readonly number[]): Promise<readonly PlaceOfMonitor[]>;
  /** Ids of monitors on a page; null = there is no such page. @param path empty = home */
  monitorsOn(db: EntityManager, path: string): Promise<readonly number[] | null>;
  /**
   * Appends a monitor to pages, with the audit rows and events of the pages.
   * @param paths empty = home
   * @returns the paths that no page has; then nothing was changed
   */
  append(tx: EntityManager, actor: Actor, monitorId: number, paths: readonly string[]): Promise<readonly string[]>;
}

/** How the API writes the home page's empty path. */
export const HOME_PATH = '~home';
export const toPagePath = (path: string): string => (path === '' ? HOME_PATH : path);
const fromPagePath = (path: string): string => (path === HOME_PATH ? '' : path);

/** Where monitors are shown. The room of the pages registers itself in `onModuleInit`; without it nothing is shown anywhere. */
@Injectable()
export class MonitorPages {
  private source: MonitorPagesSource | undefined;

  register(source: MonitorPagesSource): void {
    this.source = source;
  }

  async placesOf(db: EntityManager, monitorIds: readonly number[]): Promise<Map<number, PlaceOfMonitor[]>> {
    const found = new Map<number, PlaceOfMonitor[]>(monitorIds.map((id) => [id, []]));
    const places = monitorIds.length === 0 ? [] : ((await this.source?.placesOf(db, monitorIds)) ?? []);
    for (const place of places) found.get(place.monitorId)?.push(place);
    return found;
  }

  /** @param pagePath as the API writes it @returns no monitor for a page that does not exist */
  async monitorsOn(db: EntityManager, pagePath: string): Promise<readonly number[]> {
    return (await this.source?.monitorsOn(db, fromPagePath(pagePath))) ?? [];
  }

  /** @param pagePath as the API writes it */
  async has(db: EntityManager, pagePath: string): Promise<boolean> {
    return ((await this.source?.monitorsOn(db, fromPagePath(pagePath))) ?? null) !== null;
  }

  /** @param pagePaths as the API writes them @throws AppError `BAD_REQUEST` naming the pages that do not exist */
  async append(tx: EntityManager, actor: Actor, monitorId: number, pagePaths: readonly string[]): Promise<void> {
    if (pagePaths.length === 0) return;
    const paths = pagePaths.map(fromPagePath);
    const unknown = this.source === undefined ? paths : await this.source.append(tx, actor, monitorId, paths);
    if (unknown.length > 0)
      throw invalidField('page_paths', `There is no page ${unknown.map((path) => `“${toPagePath(path)}”`).join(', ')}`);
  }
}
