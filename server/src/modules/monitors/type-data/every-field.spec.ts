import { MONITOR_TYPES, type MonitorType } from '@clarion/contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiFieldUses } from '../../../../test/fields/api-field-uses.js';
import { FieldTargets } from '../../../../test/fields/field-targets.js';
import { type Document, FieldApi, type FieldUse, type FieldUses } from '../../../../test/fields/field-use.js';
import { hostFieldUses } from '../../../../test/fields/host-field-uses.js';
import { makeMembers, ownFieldUses } from '../../../../test/fields/own-field-uses.js';
import { serviceFieldUses } from '../../../../test/fields/service-field-uses.js';
import { TYPE_RULES } from './known-members.js';

/** Every field the server knows of a type; `hosts[].port` is one of the entries of a list. */
const fieldsOf = (type: MonitorType): string[] => {
  const { members, entries = {} } = TYPE_RULES[type];
  const nested = Object.entries(entries).flatMap(([list, rules]) => Object.keys(rules).map((name) => `${list}[].${name}`));
  return [...Object.keys(members), ...nested];
};
/** The member of the document that holds a field. */
const holderOf = (field: string): string => field.split('[]')[0] ?? field;

let fields: FieldApi;
let targets: FieldTargets;
let uses: Readonly<Record<MonitorType, FieldUses>>;
beforeAll(async () => {
  [fields, targets] = await Promise.all([FieldApi.start(), FieldTargets.start()]);
  await makeMembers(fields);
  uses = {
    ...apiFieldUses(fields, targets),
    ...hostFieldUses(fields, targets),
    ...serviceFieldUses(fields, targets),
    ...ownFieldUses(fields),
  };
});
afterAll(async () => {
  await targets.close();
  await fields.close();
});

let count = 0;
/** Makes a monitor with the field, expects every answer and the database to hold it, and looks at what it does. */
async function observe(type: MonitorType, field: string, use: FieldUse, value: unknown): Promise<unknown> {
  const { api } = fields;
  const tag = `field-${(count += 1)}`;
  const written: Document = use.place === undefined ? { ...use.beside, [field]: value } : use.place(value);
  const body = { tag, name: tag, cron: '* * * * *', monitor_type: type, type_data: written };
  const created = await api.post('monitors', body);
  if (created.status === 400) {
    expect(created.body.error.details[0].field).toMatch(new RegExp(`^type_data\\.${holderOf(field)}`));
    return 'refused';
  }
  expect(created.status).toBe(201);
  const read = (await api.get(`monitors/${tag}`)).body.monitor;
  const { monitors } = (await api.get('monitors')).body as { monitors: { tag: string; type_data: Document }[] };
  const listed = monitors.find((each) => each.tag === tag);
  const [stored] = await api.query<{ held: boolean }>(
    `SELECT type_data -> $2::text IS NOT NULL AND type_data -> $2::text <> 'null' AS held FROM monitors WHERE tag = $1`,
    [tag, holderOf(field)],
  );
  for (const answer of [created.body.monitor, read, listed]) expect(answer?.type_data).toMatchObject(written);
  expect(stored).toEqual({ held: true });
  return use.look({ tag, type, typeData: read.type_data as Document });
}

describe.each(MONITOR_TYPES)('every field of a monitor of the type %s (monitors §6)', (type) => {
  it('has a row here', () => {
    expect(Object.keys(uses[type]).sort()).toEqual(fieldsOf(type).sort());
  });

  it.each(fieldsOf(type))('%s is taken, stored, answered and used', async (field) => {
    const use = uses[type][field]!;
    const seen: unknown[] = [];
    for (const [value, expected] of use.values) {
      seen.push(await observe(type, field, use, value));
      expect([field, value, seen.at(-1)]).toEqual([field, value, expected]);
    }
    expect(new Set(seen.map((each) => JSON.stringify(each))).size > 1).toBe(use.hasNoEffect !== true);
  });
});
