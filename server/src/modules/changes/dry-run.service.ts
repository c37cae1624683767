import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type Actor } from '../../platform/http/actor.js';
import { announcing } from '../../platform/outbox/announcing.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import type { Undo } from '../deliveries/retractions.service.js';
import { MonitorStatesService } from '../monitors/monitor-states.service.js';
import { toPagePath } from '../monitors/monitor-pages.js';
import type { DryRunMonitorDto, DryRunPageDto, DryRunReportDto } from './dto/dry-run.dto.js';
import { type AudienceReportDto } from './dto/audience.dto.js';
import type { Hold } from './hold.js';
import { type News, Tellers } from './tellers.service.js';

/** What a page says of all its monitors. */
export interface PageBanner extends Omit<DryRunPageDto['before'], 'open_incidents'> {
  /** Empty = home. */
  path: string;
  openIncidents: number;
}

/** Where banners come from. The room of the pages implements it. @see style §6 */
export interface BannerSource {
  /**
   * Banners as readers would see them now.
   * @param db runs the queries: a transaction sees its own changes
   * @param monitorIds pages that show one of them; null = all pages
   * @returns by page, in the order of the pages
   */
  bannersOf(db: EntityManager, monitorIds: readonly number[] | null): Promise<readonly PageBanner[]>;
}

/** A change that was made, and what it touches. */
export interface Change<T extends object> {
  /** The usual answer. */
  body: T;
  /** Before and after the change together. */
  monitorIds: readonly number[];
  /** Every page shows it; `false` when absent. */
  isGlobal?: boolean;
  /** What will be told when its time comes, by itself. @param tx the change is made in it */
  later?: (tx: EntityManager) => Promise<readonly News[]>;
  /** How to take it back while its messages are held; absent = only the messages can be. */
  undo?: Undo;
}

/** What pages, monitors and their groups look like. */
interface View {
  banners: readonly PageBanner[];
  monitors: ReadonlyMap<string, { status: DryRunMonitorDto['status_before']; uptime: string | null }>;
}

/** Takes a change back and carries out what it would have done. */
class TakenBack<T extends object> extends Error {
  constructor(
    readonly change: Change<T>,
    readonly after: View,
    readonly audience: AudienceReportDto,
    readonly later: AudienceReportDto | null,
  ) {
    super('Nothing is stored');
  }
}

const GROUPS_WITH = `
  WITH RECURSIVE around (id) AS (
    SELECT unnest($1::int[]) UNION SELECT g.group_id FROM group_members g JOIN around a ON a.id = g.monitor_id)
  SELECT DISTINCT m.id FROM around JOIN monitors m ON m.id = around.id AND m.deleted_at IS NULL ORDER BY m.id`;

/**
 * Says what a change would do by doing it: it is made, looked at and taken back, so that the preview is the result.
 * @see api: dryRun
 */
@Injectable()
export class DryRun {
  private banners: BannerSource | undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly states: MonitorStatesService,
    private readonly outbox: Outbox,
    private readonly tellers: Tellers,
  ) {}

  /** The room of the pages registers itself in `onModuleInit`; without it there are no banners. */
  register(source: BannerSource): void {
    this.banners = source;
  }

  /**
   * Makes a change, or only says what it would do.
   * @param isDry the request's `dryRun`
   * @param change makes it, through services that join the transaction they are called in
   * @param hold of the request; absent = what it announces is never held
   */
  async perform<T extends object>(
    actor: Actor,
    isDry: boolean | undefined,
    change: () => Promise<Change<T>>,
    hold?: Hold,
  ): Promise<T & { dry_run?: DryRunReportDto }> {
    if (isDry === true) return this.of(actor, change);
    if (hold === undefined || hold.seconds === 0) return (await change()).body;
    const { body, eventId } = await this.work.run(actor, async (tx) => {
      const { result, eventIds } = await announcing(hold.seconds, change);
      return { body: result.body, eventId: await this.keepHeld(tx, result, eventIds) };
    });
    if (eventId !== null) hold.answer(eventId);
    return body;
  }

  /**
   * @param change makes the change, through services that join the transaction they are called in
   * @returns the usual body and what would have changed; nothing is stored
   * @throws what `change` throws
   */
  async of<T extends object>(actor: Actor, change: () => Promise<Change<T>>): Promise<T & { dry_run: DryRunReportDto }> {
    return this.work.run(actor, async (tx) => {
      const { change: made, after, audience, later } = await this.tryOut(tx, change);
      // Which monitors it touches is known only now, so the state before is read when the change is gone again.
      const before = await this.look(tx, made);
      return { ...made.body, dry_run: { banner: pagesOf(before, after), monitors: monitorsOf(before, after), ...audience, later } };
    });
  }

  /** @returns the event that stands for all that is held; null = nobody would be told, so nothing is */
  private async keepHeld(tx: EntityManager, { undo }: Change<object>, eventIds: readonly number[]): Promise<number | null> {
    const [first] = await this.tellers.toldOf(tx, eventIds);
    if (first === undefined) await this.outbox.release(tx, eventIds);
    else await this.outbox.keepUndo(tx, first.id, { ...undo, events: [...eventIds] });
    return first?.id ?? null;
  }

  /** A savepoint: what surrounds it, such as a request with `Idempotency-Key`, goes on. */
  private async tryOut<T extends object>(tx: EntityManager, change: () => Promise<Change<T>>): Promise<TakenBack<T>> {
    try {
      return await tx.transaction(async (attempt): Promise<never> => {
        const { result: made, eventIds } = await announcing(0, change);
        const audience = await this.tellers.reportOf(attempt, eventIds);
        const later = audience.announcements > 0 ? [] : ((await made.later?.(attempt)) ?? []);
        const report = later.length === 0 ? null : await this.tellers.report(attempt, later);
        throw new TakenBack(made, await this.look(attempt, made), audience, report);
      });
    } catch (error) {
      if (error instanceof TakenBack) return error as TakenBack<T>;
      throw error;
    }
  }

  private async look(db: EntityManager, { monitorIds, isGlobal }: Change<object>): Promise<View> {
    const ids = (await db.query<{ id: number }[]>(GROUPS_WITH, [monitorIds])).map(({ id }) => id);
    const rows = await this.states.rowsOf(ids, db);
    return {
      banners: (await this.banners?.bannersOf(db, isGlobal === true ? null : ids)) ?? [],
      monitors: new Map(rows.map(({ tag, current_status: status, uptime_30d: uptime }) => [tag, { status, uptime }])),
    };
  }
}

function pagesOf(before: View, after: View): DryRunPageDto[] {
  const bannerOf = ({ status, key, openIncidents }: PageBanner): DryRunPageDto['before'] => ({
    status,
    key,
    open_incidents: openIncidents,
  });
  return before.banners.flatMap((banner) => {
    const next = after.banners.find(({ path }) => path === banner.path);
    return next === undefined ? [] : [{ page_path: toPagePath(banner.path), before: bannerOf(banner), after: bannerOf(next) }];
  });
}

function monitorsOf(before: View, after: View): DryRunMonitorDto[] {
  return [...before.monitors].flatMap(([tag, earlier]) => {
    const later = after.monitors.get(tag);
    if (later === undefined) return [];
    return [
      {
        monitor_tag: tag,
        status_before: earlier.status,
        status_after: later.status,
        uptime_30d_before: earlier.uptime,
        uptime_30d_after: later.uptime,
      },
    ];
  });
}
