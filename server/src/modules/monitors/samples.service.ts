import { SAMPLE_TYPE_CODES, STATUS_CODES } from '@clarion/database';
import { Injectable } from '@nestjs/common';
import { DataSources } from '../../platform/database/data-sources.js';
import { ListSamplesQuery } from './dto/sample.dto.js';
import { type MonitorSample, sampleColumns, type SampleRow, toSample } from './timeline/sample-rows.js';

const DEFAULT_LIMIT = 50;

/** One page of stored samples. */
export interface SamplePage {
  samples: MonitorSample[];
  page: number;
  limit: number;
  total: number;
}

/** Reads samples as they are stored: after grace, before overlays. */
@Injectable()
export class SamplesService {
  constructor(private readonly sources: DataSources) {}

  /** The newest first. A filter value that no sample can have matches none. */
  async list(monitorId: number, query: ListSamplesQuery): Promise<SamplePage> {
    const { page = 1, limit = DEFAULT_LIMIT } = query;
    const status = query.status === undefined ? null : codeIn(STATUS_CODES, query.status);
    const type = query.type === undefined ? null : codeIn(SAMPLE_TYPE_CODES, query.type);
    if (status === undefined || type === undefined) return { samples: [], page, limit, total: 0 };
    const where = `WHERE d.monitor_id = $1 AND d.timestamp >= coalesce($2::bigint, 0) AND d.timestamp < coalesce($3::bigint, 9e15::bigint)
      AND ($4::text IS NULL OR d.status = $4::"char") AND ($5::text IS NULL OR d.type = $5::"char")`;
    const parameters = [monitorId, query.start_ts ?? null, query.end_ts ?? null, status, type];
    const db = this.sources.get('web');
    const rows = await db.query<SampleRow[]>(
      `SELECT ${sampleColumns('d')} FROM monitoring_data d ${where} ORDER BY d.timestamp DESC LIMIT ${limit} OFFSET ${(page - 1) * limit}`,
      parameters,
    );
    const [counted] = await db.query<{ total: number }[]>(`SELECT count(*)::int AS total FROM monitoring_data d ${where}`, parameters);
    return { samples: rows.map(toSample), page, limit, total: counted?.total ?? 0 };
  }
}

const codeIn = (codes: Readonly<Record<string, string>>, word: string): string | undefined =>
  Object.hasOwn(codes, word) ? codes[word] : undefined;
