import type { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { PageSectionEntity } from '@clarion/database/pages/page-section.entity';
import { PageEntity } from '@clarion/database/pages/page.entity';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../platform/database/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { Actor } from '../../../platform/http/actor.js';
import { Outbox } from '../../../platform/outbox/outbox.js';
import { AuditService } from '../../audit/audit.service.js';
import type { CreateMonitorDto } from '../../monitors/dto/create-monitor.dto.js';
import { MaintenancesService } from '../../maintenances/maintenances.service.js';
import { MonitorsService } from '../../monitors/monitors.service.js';
import { lockMonitors, TimelineWriter } from '../../monitors/timeline/timeline-writer.service.js';
import { demoMaintenances } from './demo-maintenances.js';
import { fillHistory } from './fill-history.js';
import { DemoIncidents } from './demo-incidents.service.js';
import { DEMO_SECRET, type DemoMonitor, demoMonitors, SECTIONS } from './scenario.js';

export interface DemoOptions {
  monitors: number;
  /** Of history. */
  days: number;
  /** Where the sample services answer, such as `http://127.0.0.1:41000`. */
  targetUrl: string;
  onMonitor?: (name: string, done: number, total: number) => void;
}

/** Fills an installation with services that have a past: for a first look, screenshots and measurements. */
@Injectable()
export class DemoService {
  constructor(
    private readonly monitors: MonitorsService,
    private readonly incidents: DemoIncidents,
    private readonly maintenances: MaintenancesService,
    private readonly writer: TimelineWriter,
    private readonly work: UnitOfWork,
    private readonly audit: AuditService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @returns how many services were made; those that are there already stay as they are */
  async fill(actor: Actor, { monitors, days, targetUrl, onMonitor }: DemoOptions): Promise<number> {
    const story = demoMonitors(monitors, days);
    const sections = await this.work.run(actor, (tx) => this.provideSections(tx, actor));
    let made = 0;
    for (const [index, monitor] of story.entries()) {
      onMonitor?.(monitor.name, index + 1, story.length);
      if (await this.monitors.find(monitor.tag)) continue;
      const row = await this.monitors.create(actor, toDto(monitor, targetUrl));
      await this.work.run(actor, (tx) => this.writePast(tx, row, monitor, sections.get(monitor.section) ?? null), { pool: 'upkeep' });
      made += 1;
    }
    await this.incidents.fill(actor);
    await this.planWork(
      actor,
      story.map(({ tag }) => tag),
    );
    return made;
  }

  /** Sections of the home page by name. */
  private async provideSections(tx: EntityManager, actor: Actor): Promise<Map<string, number>> {
    const home = await tx.findOneByOrFail(PageEntity, { pagePath: '' });
    const known = await tx.findBy(PageSectionEntity, { pageId: home.id });
    const missing = SECTIONS.filter(({ name }) => known.every((section) => section.name !== name));
    const added = await tx.save(
      missing.map(({ name, description, open }) =>
        tx.create(PageSectionEntity, {
          pageId: home.id,
          name,
          description,
          open,
          position: SECTIONS.findIndex((each) => each.name === name),
        }),
      ),
    );
    if (added.length > 0) {
      await this.audit.add(tx, actor, {
        action: 'page.update',
        entityType: 'page',
        entityId: home.id,
        after: { sections: added.map(({ name }) => name) },
      });
      await this.outbox.add(tx, 'page.changed', { pageId: home.id }, { aggregateId: `page:${home.id}` });
    }
    return new Map([...known, ...added].map(({ name, id }) => [name, id]));
  }

  /** Once: what is there under its title stays as it is. @param tags of the services there are */
  private async planWork(actor: Actor, tags: readonly string[]): Promise<void> {
    const known = new Set((await this.maintenances.list({})).map(({ row }) => row.title));
    for (const maintenance of demoMaintenances(this.clock.now())) {
      if (known.has(maintenance.title)) continue;
      const monitors = maintenance.monitors?.filter(({ monitor_tag: tag }) => tags.includes(tag)) ?? [];
      if (monitors.length > 0) await this.maintenances.create(actor, { ...maintenance, monitors });
    }
  }

  private async writePast(tx: EntityManager, row: MonitorEntity, monitor: DemoMonitor, sectionId: number | null): Promise<void> {
    const now = this.clock.now();
    await tx.query(`SELECT ensure_sample_partitions($1, $2)`, [now - monitor.days * 86_400, Math.ceil(monitor.days / 28) + 2]);
    await lockMonitors(tx, [row.id]);
    const { from, to } = await fillHistory(tx, row.id, monitor, now);
    await this.writer.rebuild(tx, [{ monitorId: row.id, from, to }]);
    await tx.query(`UPDATE pages_monitors SET section_id = $2 WHERE monitor_id = $1`, [row.id, sectionId]);
    await this.outbox.add(tx, 'monitor.changed', { monitorId: row.id, from, to: to + 60 }, { aggregateId: `monitor:${row.id}` });
  }
}

function toDto(monitor: DemoMonitor, targetUrl: string): CreateMonitorDto {
  const typeData = {
    API: { url: `${targetUrl}/${monitor.tag}`, timeout: 5_000 },
    HEARTBEAT: { degradedRemainingMinutes: 5, downRemainingMinutes: 10, secretString: DEMO_SECRET },
    NONE: { overrideWithLastKnownStatus: true },
  }[monitor.type];
  return {
    tag: monitor.tag,
    name: monitor.name,
    description: monitor.description,
    cron: '* * * * *',
    monitor_type: monitor.type,
    type_data: typeData,
    page_paths: ['~home'],
  };
}
