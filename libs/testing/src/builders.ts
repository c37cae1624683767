import { DEFAULT_PAGE_SETTINGS, type BuiltInRole, type Impact } from '@clarion/contract';
import { IncidentMonitorEntity } from '@clarion/database/incidents/incident-monitor.entity';
import { IncidentEntity } from '@clarion/database/incidents/incident.entity';
import { UserRoleEntity } from '@clarion/database/identity/user-role.entity';
import { UserEntity } from '@clarion/database/identity/user.entity';
import { MaintenanceEventEntity } from '@clarion/database/maintenances/maintenance-event.entity';
import { MaintenanceMonitorEntity } from '@clarion/database/maintenances/maintenance-monitor.entity';
import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { MonitorEntity } from '@clarion/database/monitors/monitor.entity';
import { PageMonitorEntity } from '@clarion/database/pages/page-monitor.entity';
import { PageVersionEntity } from '@clarion/database/pages/page-version.entity';
import { PageEntity } from '@clarion/database/pages/page.entity';
import type { DeepPartial } from 'typeorm';
import { asActor, type Database } from './as-actor.js';

let count = 0;
/** Grows with every call, so that what must be unique is, without chance. */
const next = (): number => ++count;

/** An active API monitor, checked every minute. `aMonitor(db, { tag: 'shop-web' })`. */
export function aMonitor(db: Database, overrides: DeepPartial<MonitorEntity> = {}): Promise<MonitorEntity> {
  const tag = overrides.tag ?? `monitor-${next()}`;
  return asActor(db, (tx) =>
    tx.save(
      tx.create(MonitorEntity, {
        name: tag,
        cron: '* * * * *',
        monitorType: 'API',
        typeData: { url: 'http://127.0.0.1:9/' },
        ...overrides,
        tag,
      }),
    ),
  );
}

/** A page that shows `monitors`, in this order. */
export function aPage(
  db: Database,
  overrides: DeepPartial<PageEntity> = {},
  monitors: readonly { id: number }[] = [],
): Promise<PageEntity> {
  const path = overrides.pagePath ?? `page-${next()}`;
  return asActor(db, async (tx) => {
    const page = await tx.save(
      tx.create(PageEntity, {
        pageTitle: path,
        pageHeader: path,
        pageSettingsJson: { monitor_layout_style: DEFAULT_PAGE_SETTINGS.monitor_layout_style },
        ...overrides,
        pagePath: path,
      }),
    );
    await tx.insert(PageVersionEntity, { pageId: page.id });
    await placeOnPage(tx, page, monitors);
    return page;
  });
}

/** Puts monitors on a page, after one another, replacing their former places on it. */
export function placeOnPage(db: Database, page: { id: number }, monitors: readonly { id: number }[]): Promise<void> {
  return asActor(db, async (tx) => {
    const places = monitors.map((monitor, position) => ({ pageId: page.id, monitorId: monitor.id, position }));
    if (places.length > 0) await tx.upsert(PageMonitorEntity, places, ['pageId', 'monitorId']);
  });
}

/** An active, verified user with a role; without a password, unless the overrides bring its hash. */
export function aUser(
  db: Database,
  overrides: DeepPartial<UserEntity> = {},
  roles: readonly (BuiltInRole | string)[] = ['member'],
): Promise<UserEntity> {
  const email = overrides.email ?? `user-${next()}@example.test`;
  return asActor(db, async (tx) => {
    const user = await tx.save(tx.create(UserEntity, { name: email.split('@')[0] ?? email, isVerified: true, ...overrides, email }));
    if (roles.length > 0)
      await tx.insert(
        UserRoleEntity,
        roles.map((roleId) => ({ roleId, userId: user.id })),
      );
    return user;
  });
}

/** What an incident or a maintenance does to which monitor. */
export interface Affected {
  monitor: { id: number };
  impact?: Impact;
}

/** An open incident that began ten minutes ago. */
export function anIncident(
  db: Database,
  overrides: DeepPartial<IncidentEntity> = {},
  affected: readonly Affected[] = [],
): Promise<IncidentEntity> {
  const startDateTime = overrides.startDateTime ?? Math.floor(Date.now() / 60_000) * 60 - 600;
  return asActor(db, async (tx) => {
    const incident = await tx.save(tx.create(IncidentEntity, { title: `Incident ${next()}`, ...overrides, startDateTime }));
    const links = affected.map(({ monitor, impact }) => ({
      incidentId: incident.id,
      monitorId: monitor.id,
      monitorImpact: impact ?? ('DOWN' as const),
    }));
    if (links.length > 0) await tx.insert(IncidentMonitorEntity, links);
    return incident;
  });
}

/** A one-time maintenance and its event, an hour long, that began ten minutes ago and is ONGOING. */
export function aMaintenance(
  db: Database,
  overrides: DeepPartial<MaintenanceEntity> = {},
  affected: readonly Affected[] = [],
  event: DeepPartial<MaintenanceEventEntity> = {},
): Promise<{ maintenance: MaintenanceEntity; event: MaintenanceEventEntity }> {
  const startDateTime = overrides.startDateTime ?? Math.floor(Date.now() / 60_000) * 60 - 600;
  const durationSeconds = overrides.durationSeconds ?? 3_600;
  return asActor(db, async (tx) => {
    const maintenance = await tx.save(
      tx.create(MaintenanceEntity, {
        title: `Maintenance ${next()}`,
        rrule: 'FREQ=MINUTELY;COUNT=1',
        ...overrides,
        startDateTime,
        durationSeconds,
      }),
    );
    const links = affected.map(({ monitor, impact }) => ({
      maintenanceId: maintenance.id,
      monitorId: monitor.id,
      monitorImpact: impact ?? ('MAINTENANCE' as const),
    }));
    if (links.length > 0) await tx.insert(MaintenanceMonitorEntity, links);
    const occurrence = await tx.save(
      tx.create(MaintenanceEventEntity, {
        maintenanceId: maintenance.id,
        occurrenceStart: startDateTime,
        startDateTime,
        endDateTime: startDateTime + durationSeconds,
        status: 'ONGOING',
        ...event,
      }),
    );
    return { maintenance, event: occurrence };
  });
}
