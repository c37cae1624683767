import { aMonitor } from '../../../testing/builders.js';
import { readMonitorCsv, toMonitorCsv } from './monitor-csv.js';
import { planImport } from './import-plan.js';

const read = (text: string): readonly unknown[] => {
  const document = readMonitorCsv(text);
  if (!document.ok) throw new Error(document.reason);
  return document.monitors;
};

describe('monitors as a table', () => {
  it('come back as they were, without their secrets', () => {
    const monitors = [
      aMonitor({ description: 'What, "exactly"?\nThis.' }),
      aMonitor({
        id: 2,
        tag: 'db',
        name: '=danger',
        monitor_type: 'SQL',
        type_data: { connectionString: '••••shop', timeout: 500 },
        cron: null,
      }),
    ];
    const parents = new Map([['shop-web', ['db']]]);
    const text = toMonitorCsv(monitors, parents);
    expect(text).not.toContain('x9Qz');
    expect(planImport(read(text), monitors, parents).map(({ action }) => action)).toEqual(['same', 'same']);
    const elsewhere = planImport(read(text), [], new Map());
    expect(elsewhere.map((row) => row.action === 'create' && [row.tag, row.body.parents, row.notes])).toEqual([
      ['db', undefined, ['Enter connectionString afterwards.']],
      ['shop-web', ['db'], ['Enter headers.Authorization afterwards.']],
    ]);
  });

  it('take members of a document from columns of their own', () => {
    const text =
      'tag;name;monitor_type;type_data.host;type_data.port;type_data.tls;type_data.service;confirmation_threshold\na;A;GRPC;a.example;443;true;;3\n';
    expect(read(text)).toEqual([
      { tag: 'a', name: 'A', monitor_type: 'GRPC', type_data: { host: 'a.example', port: 443, tls: true }, confirmation_threshold: 3 },
    ]);
  });

  it.each([
    ['db', ['db']],
    ['db; dns router', ['db', 'dns', 'router']],
    ['["db"]', ['db']],
    ['[]', []],
  ])('take the tags of parents as people write them: %s', (cell, parents) => {
    expect(read(`tag,parents\na,"${cell.replaceAll('"', '""')}"\n`)).toEqual([{ tag: 'a', parents }]);
  });

  it('refuse a row whose document is broken, and no other', () => {
    const rows = planImport(read('tag,name,type_data\na,A,"{""url"":"\nb,B,\n'), [], new Map());
    expect(rows.map(({ action }) => action)).toEqual(['refuse', 'create']);
  });

  it.each([
    ['name,cron\nA,often', 'This file is neither JSON nor a table with a column named tag.'],
    ['tag,name\n', 'The list of monitors in this file is empty.'],
    ['tag\n"a', 'This file has a quote that is never closed.'],
  ])('say why %j cannot be read', (text, reason) => {
    expect(readMonitorCsv(text)).toEqual({ ok: false, reason });
  });
});
