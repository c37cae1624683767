import { Injectable } from '@nestjs/common';
import { DataSources } from '../../platform/database/data-sources.js';
import { SharedRead } from '../../platform/database/shared-read.js';
import { type Actor } from '../../platform/http/actor.js';
import { etagOf } from '../../platform/http/etag.js';
import { ListMonitorsQuery } from './dto/monitor-query.dto.js';
import { MonitorView } from './monitor-view.js';
import { MonitorsService } from './monitors.service.js';
import { maySeeSecrets } from './type-data/monitor-secrets.service.js';

/** A list as it is sent. */
export interface PrintedList {
  /** In UTF-8. */
  json: Buffer;
  etag: string;
}

/** Every change of a monitor makes its version grow, so this changes with any of them, in whatever order they come. */
const STATE = `
  SELECT count(*) || ':' || coalesce(sum(hashtextextended(id || ':' || version, 0)), 0) AS state FROM monitors WHERE deleted_at IS NULL`;
/** Lists that stay printed: with and without secrets, and a few filters. */
const REMEMBERED = 20;

/** The contract's list has no pages, and clients poll it: it is printed once and printed again when a monitor has changed. */
@Injectable()
export class MonitorListService {
  private readonly printed = new Map<string, PrintedList & { state: string }>();
  private readonly state = new SharedRead(async () => {
    const [row] = await this.sources.get('web').query<{ state: string }[]>(STATE);
    return row?.state ?? '';
  });

  constructor(
    private readonly sources: DataSources,
    private readonly monitors: MonitorsService,
    private readonly view: MonitorView,
  ) {}

  async print(actor: Actor, { status, category_name, monitor_type, is_hidden }: ListMonitorsQuery): Promise<PrintedList> {
    const key = JSON.stringify([maySeeSecrets(actor), status, category_name, monitor_type, is_hidden]);
    // Asked first: a change that comes in between makes the list print again, never stay old.
    const state = await this.state.of('monitors');
    const known = this.printed.get(key);
    if (known?.state === state) return known;
    const rows = await this.monitors.list({ status, category_name, monitor_type, is_hidden });
    const json = Buffer.from(JSON.stringify({ monitors: rows.map((row) => this.view.toDto(actor, row)) }));
    const fresh = { json, etag: etagOf(json), state };
    this.printed.delete(key);
    this.printed.set(key, fresh);
    if (this.printed.size > REMEMBERED) this.printed.delete(this.printed.keys().next().value!);
    return fresh;
  }
}
