import { LIMITS } from '@clarion/contract';
import type { JobEntity } from '@clarion/database/jobs/job.entity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSources } from '../../../platform/database/data-sources.js';
import { AppError, invalidField } from '../../../platform/errors/app-error.js';
import type { Actor } from '../../../platform/http/actor.js';
import { CreateJobsService } from '../../jobs/create-jobs.service.js';
import { RowDeeds } from '../../jobs/row-deeds.service.js';
import { type Choices, choicesIn } from '../choices.js';
import { type Scope, scopeKey } from '../scopes/scope.js';
import { Scopes } from '../scopes/scopes.service.js';
import { emailIn } from '../subscriber-email.js';
import type { SubscriberState } from '../subscriber-list.js';
import { Subscribers } from '../subscribers.service.js';
import { SubscriptionSettings } from '../subscription-settings.service.js';
import { flagIn, listIn, type RowError, rowsOf, type SubscriberRow } from './subscriber-rows.js';

/** What an import would do. */
export interface ImportCheck {
  readonly rows: number;
  readonly valid: number;
  readonly wouldAdd: number;
  readonly wouldUpdate: number;
  readonly errors: readonly RowError[];
}

/** A row that can be taken. */
interface JudgedRow {
  readonly email: string;
  readonly choices: Choices;
}

const KNOWN = `SELECT email FROM subscriber_users WHERE email = ANY ($1::text[])`;
const MOST_ERRORS = 1_000;
const NOT_TAKEN: readonly string[] = ['pending', 'bounced'] satisfies SubscriberState[];

/** Tables of subscribers: looked over at once, taken in by a job. Empty cells leave known subscribers as they are; new ones get everything. */
@Injectable()
export class ImportSubscribers implements OnModuleInit {
  constructor(
    private readonly sources: DataSources,
    private readonly settings: SubscriptionSettings,
    private readonly scopes: Scopes,
    private readonly subscribers: Subscribers,
    private readonly jobs: CreateJobsService,
    private readonly deeds: RowDeeds,
  ) {}

  onModuleInit(): void {
    this.deeds.register('import_subscribers', async (tx, actor, row) => this.take(tx, actor, JSON.parse(row) as SubscriberRow));
  }

  /** What would become of a table; nothing is changed. @throws AppError `BAD_REQUEST` for more rows than one import takes */
  async check(csv: string): Promise<ImportCheck> {
    const { rows, error } = this.read(csv);
    const db = this.sources.get('web').manager;
    const locales = await this.settings.locales();
    const seen = await this.seen(db, rows);
    const [emails, errors] = [new Set<string>(), error === null ? [] : [error]];
    for (const row of rows) {
      try {
        const { email, choices } = judged(row, locales);
        for (const scope of choices.scopes ?? []) if (!seen.has(scopeKey(scope))) throw unknown(scope);
        if (emails.has(email)) throw new AppError('BAD_REQUEST', 'The address stands in the table twice');
        emails.add(email);
      } catch (refused) {
        if (!(refused instanceof AppError)) throw refused;
        errors.push({ line: row.line, message: refused.message });
      }
    }
    const known = (await db.query<unknown[]>(KNOWN, [[...emails]])).length;
    return {
      ...{ rows: rows.length, valid: emails.size, wouldAdd: emails.size - known, wouldUpdate: known },
      errors: errors.sort((a, b) => a.line - b.line).slice(0, MOST_ERRORS),
    };
  }

  /** Rows that cannot be taken fail in their turn, and the others go on. @throws AppError `BAD_REQUEST` for what is no table */
  async start(actor: Actor, csv: string): Promise<JobEntity> {
    const { rows, error } = this.read(csv);
    if (error !== null) throw invalidField('csv', `Line ${error.line}: ${error.message}`);
    return this.jobs.createRows(
      actor,
      'import_subscribers',
      rows.map((row) => JSON.stringify(row)),
    );
  }

  private read(csv: string): ReturnType<typeof rowsOf> {
    const found = rowsOf(csv);
    if (found.rows.length > LIMITS.jobItems) throw invalidField('csv', `At most ${LIMITS.jobItems} rows can be imported at once`);
    return found;
  }

  private async take(tx: EntityManager, actor: Actor, row: SubscriberRow): Promise<'CHANGED' | 'UNCHANGED'> {
    try {
      const { email, choices } = judged(row, await this.settings.locales());
      for (const scope of choices.scopes ?? []) if ((await this.scopes.find(tx, [scope])).firstUnknown >= 0) throw unknown(scope);
      return (await this.subscribers.put(tx, actor, email, choices)) ? 'CHANGED' : 'UNCHANGED';
    } catch (refused) {
      if (!(refused instanceof AppError)) throw refused;
      throw new AppError(refused.code, `Line ${row.line}: ${refused.message}`);
    }
  }

  /** Keys of what readers see of all that is named. */
  private async seen(db: EntityManager, rows: readonly SubscriberRow[]): Promise<ReadonlySet<string>> {
    const all = [...new Map(rows.flatMap(scopesOf).map((scope) => [scopeKey(scope), scope])).values()];
    return new Set((await this.scopes.named(db, all)).map(scopeKey));
  }
}

const scopesOf = ({ pages, monitors }: SubscriberRow): readonly Scope[] => [
  ...listIn(pages).map((path) => ({ type: 'page', page_path: path }) as const),
  ...listIn(monitors).map((tag) => ({ type: 'monitor', monitor_tag: tag }) as const),
];

const unknown = (scope: Scope): AppError =>
  new AppError(
    'BAD_REQUEST',
    scope.type === 'page'
      ? `There is no page “${scope.page_path}”`
      : `There is no monitor “${scope.type === 'monitor' ? scope.monitor_tag : ''}”`,
  );

/** @throws AppError `BAD_REQUEST` */
function judged(row: SubscriberRow, locales: readonly string[]): JudgedRow {
  // In an export: who never agreed, or is not there, is not told because of a file.
  if (NOT_TAKEN.includes(row.state ?? '')) throw new AppError('BAD_REQUEST', `The address is ${row.state}, and was not told anything`);
  const [incidents, maintenances] = [flagIn(row.incidents), flagIn(row.maintenances)];
  if (incidents === null) throw new AppError('BAD_REQUEST', '“incidents” must be yes or no');
  if (maintenances === null) throw new AppError('BAD_REQUEST', '“maintenances” must be yes or no');
  const scopes = scopesOf(row);
  const { language = '' } = row;
  const choices = choicesIn(
    { incidents, maintenances, ...(scopes.length === 0 ? {} : { scopes }), ...(language === '' ? {} : { locale: language }) },
    locales,
  );
  return { email: emailIn(row.email), choices };
}
