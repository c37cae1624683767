import { aPage, aUser } from '@clarion/testing';
import { AuditModule } from '../src/modules/audit/audit.module.js';
import { ApiKeysService } from '../src/modules/identity/api-keys.service.js';
import { IdentityModule } from '../src/modules/identity/identity.module.js';
import { JobsModule } from '../src/modules/jobs/jobs.module.js';
import { RunJobsService } from '../src/modules/jobs/run-jobs.service.js';
import { MonitorsModule } from '../src/modules/monitors/monitors.module.js';
import { PagesModule } from '../src/modules/pages/pages.module.js';
import { SiteModule } from '../src/modules/site/site.module.js';
import { systemActor } from '../src/platform/http/actor.js';
import { MonitorsApi } from './monitors-api.js';

type Headers = Readonly<Record<string, string>>;

/** A job as the API shows it. */
export interface ShownJob {
  id: number;
  kind: string;
  state: string;
  total: number;
  done: number;
  changed: number;
  failed: number;
  error: string | null;
  can_undo: boolean;
  undo_of: number | null;
  asked_by: string;
}

/** The routes of jobs over a real server and a real database, with real keys; jobs are run by hand unless the role says otherwise. */
export class JobsBench {
  private count = 0;

  private constructor(
    readonly api: MonitorsApi,
    /** A key of an admin. */
    readonly admin: Headers,
    readonly editor: Headers,
    readonly member: Headers,
    readonly editorId: number,
  ) {}

  static async start(env: Readonly<Record<string, string>> = {}): Promise<JobsBench> {
    const api = await MonitorsApi.start({
      imports: [AuditModule, IdentityModule, SiteModule, MonitorsModule, PagesModule, JobsModule],
      authenticator: undefined,
      env,
    });
    const keys = api.app.get<ApiKeysService>(ApiKeysService);
    const key = async (roleId: string) =>
      keys.create(systemActor('spec'), { name: `${roleId} key`, roleId, userId: null, expiresAt: null });
    const [admin, editor, member] = [await key('admin'), await key('editor'), await key('member')];
    const headers = (made: { key: string }): Headers => ({ authorization: `Bearer ${made.key}` });
    return new JobsBench(api, headers(admin), headers(editor), headers(member), editor.row.id);
  }

  get runner(): RunJobsService {
    return this.api.app.get<RunJobsService>(RunJobsService);
  }

  /** @returns tags of new monitors, each begun by a prefix of its own */
  async monitors(count: number, overrides: object = {}): Promise<string[]> {
    this.count += 1;
    const tags = Array.from({ length: count }, (_, index) => `job-${this.count}-${index + 1}`);
    for (const tag of tags) {
      const { status } = await this.api.post('monitors', { tag, name: tag, monitor_type: 'NONE', ...overrides }, this.admin);
      if (status !== 201) throw new Error(`${tag} was answered with ${status}`);
    }
    return tags;
  }

  async page(path: string): Promise<void> {
    await aPage(this.api.app.sources.get('worker'), { pagePath: path });
  }

  async user(role: string): Promise<{ id: number; email: string }> {
    return aUser(this.api.app.sources.get('worker'), {}, [role]);
  }

  /** Asks for a job, and fails when it is not taken on. */
  async ask(body: object, headers = this.admin): Promise<ShownJob> {
    const { status, body: answer } = await this.api.post('monitor-jobs', body, headers);
    if (status !== 202) throw new Error(`${status}: ${JSON.stringify(answer)}`);
    return answer.job as ShownJob;
  }

  /** Asks for a job and does all of it. */
  async run(body: object, headers = this.admin): Promise<ShownJob> {
    const { id } = await this.ask(body, headers);
    await this.runner.run(id);
    return this.job(id);
  }

  async job(id: number): Promise<ShownJob> {
    return (await this.api.get(`jobs/${id}`, this.admin)).body.job as ShownJob;
  }

  async errors(id: number): Promise<{ position: number; tag: string; message: string }[]> {
    return (await this.api.get(`jobs/${id}`, this.admin)).body.errors;
  }

  /** One column of monitors, in the order of the tags. */
  async column(name: 'status' | 'is_hidden' | 'cron' | 'version' | 'name', tags: readonly string[]): Promise<unknown[]> {
    const rows = await this.api.query<{ tag: string; value: unknown }>(
      `SELECT tag, ${name} AS value FROM monitors WHERE deleted_at IS NULL AND tag = ANY ($1::text[])`,
      [tags],
    );
    const values = new Map(rows.map(({ tag, value }) => [tag, value]));
    return tags.map((tag) => values.get(tag));
  }

  /** Tags of the parents of each, ascending. */
  async parentsOf(tags: readonly string[]): Promise<string[][]> {
    const answers = await Promise.all(tags.map((tag) => this.api.get(`monitors/${tag}/parents`, this.admin)));
    return answers.map(({ body }) => body.parents as string[]);
  }

  /** How often the audit log says that a monitor was changed so. */
  async audited(action: string, tags: readonly string[]): Promise<{ tag: string; actor: string; request: string }[]> {
    return this.api.query(
      `SELECT m.tag, body->>'actor' AS actor, body->>'requestId' AS request FROM audit_log
       JOIN monitors m ON m.id::text = body->>'entityId' AND m.tag = ANY ($2::text[])
       WHERE body->>'action' = $1 AND body->>'entityType' = 'monitor' ORDER BY m.id`,
      [action, tags],
    );
  }
}
