import type { MonitorPageSnapshot, MonitorType } from '@clarion/contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import { FieldApi } from '../../../test/fields/field-use.js';
import { AuditModule } from '../audit/audit.module.js';
import { CreateMonitorDto } from '../monitors/dto/create-monitor.dto.js';
import { MonitorsModule } from '../monitors/monitors.module.js';
import { PagesModule } from './pages.module.js';
import { Snapshots } from './snapshots.service.js';

type Body = Readonly<Record<string, unknown>>;

/** What one field is good for: monitors that differ in it alone, and what is seen of each. */
interface CommonUse {
  /** Members around the field, the same for every value. */
  beside?: Body;
  values: readonly (readonly [value: unknown, seen: unknown])[];
  /** Where the API answers the field, when the monitor itself does not hold it under its name. */
  answered?: (tag: string, monitor: Body) => unknown;
  look: (tag: string, monitor: Body) => unknown;
}

/** Every field of the API's monitors, as the class that takes them has it. */
const FIELDS = [
  ...new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(CreateMonitorDto, '', false, false)
      .map(({ propertyName }) => propertyName),
  ),
];

let fields: FieldApi;
beforeAll(async () => {
  fields = await FieldApi.start({ imports: [AuditModule, MonitorsModule, PagesModule] });
  await fields.api.post('monitors', { tag: 'router', name: 'Router', monitor_type: 'NONE' });
});
afterAll(async () => fields.close());

const snapshotOf = async (tag: string): Promise<MonitorPageSnapshot | null> => {
  const snapshots = fields.api.app.get<Snapshots>(Snapshots);
  return (await snapshots.monitor(tag, { range: '24h', day: null }, { timeZone: 'UTC', locale: 'en' }))?.snapshot ?? null;
};
const shown =
  (pick: (snapshot: MonitorPageSnapshot) => unknown): CommonUse['look'] =>
  async (tag) => {
    const snapshot = await snapshotOf(tag);
    return snapshot === null ? 'nowhere' : pick(snapshot);
  };
/** What the newest sample says after everything that is due was run. */
const checked =
  (pick: (sample: { status: string; error_message: string | null } | undefined) => unknown): CommonUse['look'] =>
  async (tag, monitor) => {
    await fields.advance(60);
    await fields.runDue(monitor['monitor_type'] as MonitorType);
    return pick(await fields.newest(tag));
  };
const ON_HOME = { page_paths: ['~home'] };
const nothingConfigured = checked((sample) => sample?.error_message);

const USES: Readonly<Record<string, CommonUse>> = {
  tag: {
    values: [
      ['field-by-tag', 200],
      ['field-other-tag', 404],
    ],
    look: async () => {
      const { status } = await fields.api.get('monitors/field-by-tag');
      await fields.api.delete('monitors/field-by-tag');
      return status;
    },
  },
  name: {
    beside: ON_HOME,
    values: [
      ['Shop', 'Shop'],
      ['Cart', 'Cart'],
    ],
    look: shown(({ monitor }) => monitor.name),
  },
  description: {
    beside: ON_HOME,
    values: [
      ['What people see.', true],
      [null, false],
    ],
    look: shown((snapshot) => JSON.stringify(snapshot.monitor).includes('What people see.')),
  },
  image: {
    beside: ON_HOME,
    values: [
      ['/assets/images/1', '/assets/images/1'],
      ['https://shop.test/logo.svg', 'https://shop.test/logo.svg'],
    ],
    look: shown(({ monitor }) => monitor.image),
  },
  external_url: {
    beside: ON_HOME,
    values: [
      ['https://shop.test/', 'https://shop.test/'],
      [null, null],
    ],
    look: shown(({ monitor }) => monitor.externalUrl),
  },
  cron: {
    values: [
      ['*/5 * * * *', 300],
      ['* * * * *', 60],
      [null, null],
    ],
    beside: ON_HOME,
    look: shown(({ monitor }) => monitor.intervalSeconds),
  },
  default_status: {
    beside: { monitor_type: 'NONE' },
    values: [
      ['UP', 'UP'],
      ['DEGRADED', 'DEGRADED'],
      ['DOWN', 'DOWN'],
      ['MAINTENANCE', 'MAINTENANCE'],
      ['NO_DATA', undefined],
    ],
    look: checked((sample) => sample?.status),
  },
  status: {
    beside: { monitor_type: 'NONE' },
    values: [
      ['ACTIVE', 'UP'],
      ['INACTIVE', undefined],
    ],
    look: checked((sample) => sample?.status),
  },
  category_name: {
    values: [
      ['Payments', true],
      ['Search', false],
    ],
    look: async (tag) => {
      const { monitors } = (await fields.api.get('monitors?category_name=Payments')).body as { monitors: { tag: string }[] };
      return monitors.some((each) => each.tag === tag);
    },
  },
  monitor_type: {
    values: [
      ['TCP', 'the monitor has no hosts yet'],
      ['GRPC', 'the monitor has no host yet'],
    ],
    look: nothingConfigured,
  },
  type: {
    values: [
      ['TCP', 'the monitor has no hosts yet'],
      ['GRPC', 'the monitor has no host yet'],
    ],
    answered: (_, monitor) => monitor['monitor_type'],
    look: nothingConfigured,
  },
  // Member by member in the specs of `type_data`.
  type_data: {
    beside: { monitor_type: 'GRPC' },
    values: [
      [{ host: '' }, 'refused'],
      [{ port: 443 }, 'the monitor has no host yet'],
      [{ host: '127.0.0.1', port: 1 }, 'connection refused'],
    ],
    look: nothingConfigured,
  },
  include_degraded_in_downtime: {
    beside: ON_HOME,
    values: [
      ['YES', '0'],
      ['NO', '100'],
    ],
    look: async (tag, monitor) => {
      await fields.write(tag, 'DEGRADED', 5);
      await fields.advance(60);
      return shown(({ windows }) => windows[0]?.uptime.text)(tag, monitor);
    },
  },
  is_hidden: {
    beside: ON_HOME,
    values: [
      ['YES', 'nowhere'],
      ['NO', 'somewhere'],
    ],
    look: shown(() => 'somewhere'),
  },
  confirmation_threshold: {
    beside: { monitor_type: 'HEARTBEAT', type_data: { degradedRemainingMinutes: 5, downRemainingMinutes: 10, secretString: 'one' } },
    values: [
      [1, 'DOWN'],
      [2, 'UP'],
    ],
    look: async (tag, monitor) => {
      await fields.api.app.request().get(`/ext/heartbeat/${tag}:one`);
      expect(await checked((sample) => sample?.status)(tag, monitor)).toBe('UP');
      await fields.advance(660);
      return checked((sample) => sample?.status)(tag, monitor);
    },
  },
  monitor_settings_json: {
    beside: ON_HOME,
    values: [
      [{ monitor_status_history_days: { desktop: 14, mobile: 7 } }, 14],
      [{ monitor_status_history_days: { desktop: 30, mobile: 7 } }, 30],
    ],
    look: shown(({ monitor }) => monitor.days.length),
  },
  page_paths: {
    values: [
      [['~home'], ''],
      [[], 'nowhere'],
      [['no-such-page'], 'refused'],
    ],
    answered: async (tag) =>
      ((await fields.api.get(`monitor-states/${tag}`)).body.monitor.pages as { page_path: string }[]).map(({ page_path }) => page_path),
    look: shown(({ pagePath }) => pagePath),
  },
  parents: {
    values: [
      [['router'], ['router']],
      [[], []],
      [['nobody'], 'refused'],
    ],
    answered: async (tag) => (await fields.api.get(`monitors/${tag}/parents`)).body.parents,
    look: async (tag) => {
      await fields.write('router', 'DOWN', 0);
      const { held_back_by } = (await fields.api.get(`monitors/${tag}/dependencies`)).body.dependencies as {
        held_back_by: { tag: string }[];
      };
      return held_back_by.map((each) => each.tag);
    },
  },
};

let count = 0;
/** Makes a monitor with the field, expects every answer to hold it, and looks at what it does. */
async function observe(field: string, { beside, answered, look }: CommonUse, value: unknown): Promise<unknown> {
  const { api } = fields;
  const unique = `field-${(count += 1)}`;
  const body = { tag: unique, name: unique, cron: '* * * * *', ...beside, [field]: value };
  const { tag } = body;
  const created = await api.post('monitors', body);
  if (created.status === 400) {
    expect(created.body.error.details[0].field).toMatch(new RegExp(`^${field}`));
    return 'refused';
  }
  expect(created.status).toBe(201);
  const read = (await api.get(`monitors/${tag}`)).body.monitor as Body;
  const { monitors } = (await api.get('monitors')).body as { monitors: Body[] };
  const listed = monitors.find((each) => each['tag'] === tag) ?? {};
  for (const monitor of [created.body.monitor as Body, read, listed])
    expect({ [field]: answered === undefined ? monitor[field] : await answered(tag, monitor) }).toMatchObject({ [field]: value });
  return look(tag, read);
}

describe('every field that all monitors have (monitors §1)', () => {
  it('has a row here', () => {
    expect(Object.keys(USES).sort()).toEqual([...FIELDS].sort());
  });

  it.each(FIELDS)('%s is taken, stored, answered and used', async (field) => {
    const use = USES[field]!;
    const seen: unknown[] = [];
    for (const [value, expected] of use.values) {
      seen.push(await observe(field, use, value));
      expect([field, value, seen.at(-1)]).toEqual([field, value, expected]);
    }
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBeGreaterThan(1);
  });
});
