import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ADA, FULL_KEY, MonitorsApi, SCOPED_KEY } from '../../../test/monitors-api.js';

let api: MonitorsApi;
beforeAll(async () => {
  api = await MonitorsApi.start();
});
afterAll(async () => api.close());

let count = 0;
/** A tag nobody has. */
let tag: string;
beforeEach(() => {
  count += 1;
  tag = `monitor-${count}`;
});

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const DEFAULT_FORMULAS = {
  uptime_formula_numerator: 'up + maintenance + degraded',
  uptime_formula_denominator: 'up + down + degraded + maintenance',
};
const error = (code: string) => ({ error: expect.objectContaining({ code, message: expect.any(String) }) });

describe('POST /monitors', () => {
  it('answers the example of the contract, member by member in its order', async () => {
    const { status, body, headers, text } = await api.post('monitors', {
      tag: 'shop-web',
      name: 'Web shop',
      cron: '* * * * *',
      monitor_type: 'API',
      type_data: { url: 'https://shop.acme.test/health', method: 'GET', timeout: 8000 },
      confirmation_threshold: 2,
    });
    expect(status).toBe(201);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    const { id, created_at, updated_at } = body.monitor;
    expect([id, created_at, updated_at]).toEqual([expect.any(Number), expect.stringMatching(ISO), expect.stringMatching(ISO)]);
    expect(text).toBe(
      `{"monitor":{"id":${id},"tag":"shop-web","name":"Web shop","description":null,"image":null,"cron":"* * * * *",` +
        `"default_status":"UP","status":"ACTIVE","category_name":null,"monitor_type":"API","down_trigger":null,"degraded_trigger":null,` +
        `"type_data":{"url":"https://shop.acme.test/health","method":"GET","timeout":8000},"day_degraded_minimum_count":null,` +
        `"day_down_minimum_count":null,"include_degraded_in_downtime":"NO","is_hidden":"NO","confirmation_threshold":2,` +
        `"monitor_settings_json":{"uptime_formula_numerator":"up + maintenance + degraded",` +
        `"uptime_formula_denominator":"up + down + degraded + maintenance"},"external_url":null,` +
        `"created_at":"${created_at}","updated_at":"${updated_at}"}}`,
    );
  });

  it('fills in the defaults', async () => {
    const { status, body } = await api.post('monitors', { tag, name: ' Plain ' });
    expect(status).toBe(201);
    expect(body.monitor).toMatchObject({
      name: 'Plain',
      description: null,
      image: null,
      cron: null,
      default_status: 'UP',
      status: 'ACTIVE',
      category_name: null,
      monitor_type: 'API',
      type_data: {},
      include_degraded_in_downtime: 'NO',
      is_hidden: 'NO',
      confirmation_threshold: 1,
      monitor_settings_json: DEFAULT_FORMULAS,
      external_url: null,
    });
  });

  it('takes null for every optional member as if it were absent', async () => {
    const optional = {
      ...{ description: null, image: null, cron: null, default_status: null, status: null, category_name: null, monitor_type: null },
      ...{ type: null, type_data: null, include_degraded_in_downtime: null, is_hidden: null, confirmation_threshold: null },
      ...{ monitor_settings_json: null, external_url: null, page_paths: null },
    };
    const { status, body } = await api.post('monitors', { tag, name: 'x', ...optional });
    expect(status).toBe(201);
    expect(body.monitor).toMatchObject({
      default_status: 'UP',
      status: 'ACTIVE',
      monitor_type: 'API',
      type_data: {},
      confirmation_threshold: 1,
    });
  });

  it('stores everything that is sent', async () => {
    const sent = {
      ...{
        tag,
        name: 'All of it',
        description: 'What it is',
        image: '/assets/images/a.png',
        cron: '*/5 * * * *',
        default_status: 'DEGRADED',
      },
      ...{ status: 'INACTIVE', category_name: 'Home', monitor_type: 'NONE', type_data: { overrideWithLastKnownStatus: true, mine: [1] } },
      ...{ include_degraded_in_downtime: 'YES', is_hidden: 'YES', confirmation_threshold: 60, external_url: 'https://acme.test/' },
    };
    const settings = { uptime_formula_numerator: 'up', monitor_status_history_days: { desktop: 30, mobile: 7 }, other: true };
    const { status, body } = await api.post('monitors', { ...sent, monitor_settings_json: settings });
    expect(status).toBe(201);
    expect(body.monitor).toMatchObject(sent);
    expect(body.monitor.monitor_settings_json).toEqual({ ...DEFAULT_FORMULAS, ...settings });
    expect((await api.get(`monitors/${tag}`)).body).toEqual(body);
  });

  it('trims the tag', async () => {
    const { status, body } = await api.post('monitors', { tag: ` ${tag} `, name: 'x' });
    expect([status, body.monitor.tag]).toEqual([201, tag]);
    expect((await api.get(`monitors/${tag}`)).status).toBe(200);
  });

  it.each(['a', '7', 'a-b_c', '0-0', 'a'.repeat(255)])('takes the tag %s', async (good) => {
    expect((await api.post('monitors', { tag: good, name: 'x' })).status).toBe(201);
  });

  it.each([undefined, null, '', ' ', '-a', 'a-', '_a', 'A', 'a b', 'a:b', 'a/b', 'ä', 7, ['a'], {}, 'a'.repeat(256), 'a\n'])(
    'refuses the tag %j',
    async (bad) => {
      const { status, body } = await api.post('monitors', { tag: bad, name: 'x' });
      // Outer white space does not count, a line break neither.
      if (bad === 'a\n') expect([status, body.error.message]).toEqual([400, expect.stringContaining('already exists')]);
      else expect([status, body]).toEqual([400, error('BAD_REQUEST')]);
      expect(body.error.details.map(({ field }: { field: string }) => field)).toEqual(['tag']);
    },
  );

  it('refuses a taken tag, also under a race', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => api.post('monitors', { tag, name: 'x' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400]);
    const refused = answers.find(({ status }) => status === 400);
    expect(refused?.body.error).toMatchObject({ code: 'BAD_REQUEST', details: [{ field: 'tag' }] });
  });

  it.each<[string, unknown]>([
    ['name', undefined],
    ['name', null],
    ['name', '  '],
    ['name', 5],
    ['name', 'n'.repeat(256)],
    ['description', 5],
    ['description', 'd'.repeat(5001)],
    ['image', 'javascript:alert(1)'],
    ['image', 'data:text/html,x'],
    ['external_url', 'javascript:alert(1)'],
    ['external_url', ['https://a.test']],
    ['cron', '* * * *'],
    ['cron', ''],
    ['cron', '61 * * * *'],
    ['cron', '0 0 31 2 *'],
    ['cron', 'every minute'],
    ['cron', 5],
    ['cron', `${'*'.repeat(300)} * * * *`],
    ['default_status', 'OK'],
    ['default_status', 'up'],
    ['status', 'PAUSED'],
    ['status', true],
    ['category_name', {}],
    ['monitor_type', 'HTTP'],
    ['type', 'HTTP'],
    ['type_data', []],
    ['type_data', 'x'],
    ['type_data', true],
    ['include_degraded_in_downtime', true],
    ['include_degraded_in_downtime', 'yes'],
    ['is_hidden', 'MAYBE'],
    ['confirmation_threshold', 0],
    ['confirmation_threshold', 61],
    ['confirmation_threshold', 1.5],
    ['confirmation_threshold', '2'],
    ['monitor_settings_json', [1]],
    ['monitor_settings_json', 'x'],
    ['page_paths', 'home'],
    ['page_paths', [5]],
    ['page_paths', ['nowhere']],
  ])('refuses %s = %j and names it', async (field, value) => {
    const { status, body } = await api.post('monitors', { tag, name: 'x', [field]: value });
    expect([status, body]).toEqual([400, error('BAD_REQUEST')]);
    expect(body.error.details.map((detail: { field: string }) => detail.field)).toEqual([field]);
    expect((await api.get(`monitors/${tag}`)).status).toBe(404);
  });

  it('says what is wrong with a cron', async () => {
    const { body } = await api.post('monitors', { tag, name: 'x', cron: '* 25 * * *' });
    expect(body.error.details[0].message).toContain('hour field “25”');
  });

  it('names every member of type_data that is wrong', async () => {
    const type_data = { url: 'http://169.254.169.254/', timeout: -1, method: 'GET' };
    const { status, body } = await api.post('monitors', { tag, name: 'x', type_data });
    expect(status).toBe(400);
    expect(body.error.details).toEqual([
      { field: 'type_data.url', message: 'Cannot be used: address not allowed' },
      { field: 'type_data.timeout', message: 'Must be a number, at least 1' },
    ]);
  });

  it('stores a monitor whose configuration is not complete', async () => {
    for (const monitor_type of ['API', 'PING', 'TCP', 'DNS', 'NONE', 'GROUP', 'SSL', 'SQL', 'HEARTBEAT', 'GAMEDIG', 'GRPC']) {
      const { status, body } = await api.post('monitors', {
        tag: `${tag}-${monitor_type.toLowerCase()}`,
        name: 'x',
        cron: '* * * * *',
        monitor_type,
      });
      expect([status, body.monitor.monitor_type]).toEqual([201, monitor_type]);
    }
  });

  it('knows the type by its other name, and prefers the real one', async () => {
    expect((await api.post('monitors', { tag, name: 'x', type: 'NONE' })).body.monitor.monitor_type).toBe('NONE');
    const both = await api.post('monitors', { tag: `${tag}-2`, name: 'x', type: 'NONE', monitor_type: 'DNS' });
    expect(both.body.monitor.monitor_type).toBe('DNS');
  });

  it('gives a HEARTBEAT a secret, and NO_DATA until somebody says otherwise', async () => {
    const made = await api.post('monitors', { tag, name: 'x', type: 'HEARTBEAT', type_data: { downRemainingMinutes: 20 } });
    expect(made.body.monitor).toMatchObject({
      default_status: 'NO_DATA',
      type_data: { downRemainingMinutes: 20, secretString: expect.stringMatching(/^[\w-]{32}$/) },
    });
    const own = await api.post('monitors', {
      tag: `${tag}-2`,
      name: 'x',
      type: 'HEARTBEAT',
      default_status: 'UP',
      type_data: { secretString: 'mine' },
    });
    expect(own.body.monitor).toMatchObject({ default_status: 'UP', type_data: { secretString: 'mine' } });
  });

  it('holds documents to 64 KiB and to what the database can store', async () => {
    const at = async (type_data: unknown) =>
      (await api.post('monitors', { tag, name: 'x', monitor_type: 'NONE', type_data })).body.error?.details?.[0]?.field;
    expect(await at({ big: 'x'.repeat(64 * 1024) })).toBe('type_data');
    expect(await at({ nul: 'a\0b' })).toBe('type_data');
    expect(await at({ half: 'a\ud800b' })).toBe('type_data');
    expect(await at({ fine: 'a\\u0000b\\ud800 😀', long: 'x'.repeat(60 * 1024) })).toBeUndefined();
  });

  it('drops members it does not know, wherever they come from', async () => {
    const { status, body } = await api.post('monitors', {
      tag,
      name: 'x',
      id: 999_999,
      version: 7,
      created_at: '2000-01-01',
      deleted_at: '2000-01-01',
      hack: 1,
    });
    expect(status).toBe(201);
    expect(body.monitor.id).toBeLessThan(999_999);
    const [row] = await api.query<{ version: number; deleted_at: null }>(`SELECT version, deleted_at FROM monitors WHERE tag = $1`, [tag]);
    expect(row).toEqual({ version: 1, deleted_at: null });
  });
});

describe('GET /monitors', () => {
  it('lists the newest first, and filters by exact match', async () => {
    await api.post('monitors', { tag, name: 'x', category_name: 'Shop & co', monitor_type: 'DNS', is_hidden: 'YES', status: 'INACTIVE' });
    const tags = async (query: string): Promise<string[]> =>
      (await api.get(`monitors${query}`)).body.monitors.map((monitor: { tag: string }) => monitor.tag);
    const ids: number[] = (await api.get('monitors')).body.monitors.map(({ id }: { id: number }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    for (const query of ['?category_name=Shop%20%26%20co', '?category_name=Shop+%26+co&status=INACTIVE&monitor_type=DNS&is_hidden=YES']) {
      expect(await tags(query)).toEqual([tag]);
    }
    expect(await tags('?status=ACTIVE')).not.toContain(tag);
    expect(await tags('?status=')).toContain(tag);
    expect(await tags('?status=INACTIVE&status=ACTIVE')).toContain(tag);
    for (const query of [
      '?status=active',
      '?monitor_type=HTTP',
      '?is_hidden=true',
      '?category_name=shop',
      '?status=%00',
      "?status=' OR 1=1",
    ]) {
      expect(await tags(query)).toEqual([]);
    }
  });
});

describe('GET /monitors, printed once', () => {
  const nameOf = async (headers: Readonly<Record<string, string>> = FULL_KEY): Promise<string | undefined> =>
    (await api.get('monitors', headers)).body.monitors.find((monitor: { tag: string }) => monitor.tag === tag)?.name;

  it('follows every change at once', async () => {
    expect(await nameOf()).toBeUndefined();
    await api.post('monitors', { tag, name: 'one' });
    expect(await nameOf()).toBe('one');
    await api.patch(`monitors/${tag}`, { name: 'two' });
    expect([await nameOf(), await nameOf(SCOPED_KEY)]).toEqual(['two', 'two']);
    await api.delete(`monitors/${tag}`);
    expect(await nameOf()).toBeUndefined();
    await api.post('monitors', { tag, name: 'three' });
    expect(await nameOf()).toBe('three');
  });

  it('has an ETag that stands for what it says', async () => {
    const { headers } = await api.get('monitors');
    const again = await api.get('monitors', { ...FULL_KEY, 'if-none-match': headers['etag']! });
    expect([again.status, again.text]).toEqual([304, '']);
    await api.post('monitors', { tag, name: 'x' });
    expect((await api.get('monitors', { ...FULL_KEY, 'if-none-match': headers['etag']! })).status).toBe(200);
  });

  it('keeps more filters apart than it remembers', async () => {
    for (let index = 0; index < 30; index += 1) {
      const { body } = await api.get(`monitors?category_name=nobody-${index}`);
      expect(body).toEqual({ monitors: [] });
    }
  });
});

describe('GET /monitors/{tag}', () => {
  it('has an ETag, and nothing to say to whoever has that version', async () => {
    await api.post('monitors', { tag, name: 'x' });
    const { headers } = await api.get(`monitors/${tag}`);
    expect(headers['etag']).toBe('"v1"');
    const again = await api.get(`monitors/${tag}`, { ...FULL_KEY, 'if-none-match': '"v1"' });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('is the same resource with a slash at the end', async () => {
    await api.post('monitors', { tag, name: 'x' });
    expect((await api.get(`monitors/${tag}/`)).status).toBe(200);
  });

  it.each(['nobody', 'Nobody', '%00', '..%2f..', 'a'.repeat(300), '%F0%9F%98%80'])('is 404 for %s', async (unknown) => {
    const { status, body } = await api.get(`monitors/${unknown}`);
    expect([status, body]).toEqual([404, { error: { code: 'NOT_FOUND', message: 'Monitor not found' } }]);
  });
});

describe('PATCH /monitors/{tag}', () => {
  const change = async (body: unknown) => api.patch(`monitors/${tag}`, body);
  const create = async (body: object = {}) => (await api.post('monitors', { tag, name: 'x', ...body })).body.monitor;

  it('keeps what is absent, replaces what is there, clears what is null', async () => {
    const before = await create({
      description: 'a',
      image: '/a.png',
      cron: '* * * * *',
      category_name: 'c',
      external_url: '/x',
      confirmation_threshold: 5,
    });
    expect((await change({})).body.monitor).toEqual({ ...before, updated_at: expect.any(String) });
    const { body } = await change({
      name: ' New ',
      description: 'b',
      default_status: 'MAINTENANCE',
      status: 'INACTIVE',
      is_hidden: 'YES',
      confirmation_threshold: 3,
    });
    expect(body.monitor).toMatchObject({
      name: 'New',
      description: 'b',
      default_status: 'MAINTENANCE',
      status: 'INACTIVE',
      is_hidden: 'YES',
      confirmation_threshold: 3,
      image: '/a.png',
    });
    const cleared = await change({
      description: null,
      image: null,
      cron: null,
      category_name: null,
      external_url: null,
      confirmation_threshold: null,
    });
    expect(cleared.body.monitor).toMatchObject({
      description: null,
      image: null,
      cron: null,
      category_name: null,
      external_url: null,
      confirmation_threshold: 1,
    });
  });

  it('ignores the tag', async () => {
    const before = await create();
    const { status, body } = await change({ tag: 'other', name: 'y' });
    expect([status, body.monitor.tag, body.monitor.id]).toEqual([200, tag, before.id]);
  });

  it('applies include_degraded_in_downtime, and the shown formula follows', async () => {
    await create();
    const { body } = await change({ include_degraded_in_downtime: 'YES' });
    expect(body.monitor).toMatchObject({
      include_degraded_in_downtime: 'YES',
      monitor_settings_json: { ...DEFAULT_FORMULAS, uptime_formula_numerator: 'up + maintenance' },
    });
  });

  it('does not freeze the formula of a client that reads, changes and writes', async () => {
    const monitor = await create();
    await change({ ...monitor, name: 'y' });
    expect((await change({ include_degraded_in_downtime: 'YES' })).body.monitor.monitor_settings_json.uptime_formula_numerator).toBe(
      'up + maintenance',
    );
    const read = (await api.get(`monitors/${tag}`)).body.monitor;
    await change({ ...read, include_degraded_in_downtime: 'NO' });
    expect((await api.get(`monitors/${tag}`)).body.monitor.monitor_settings_json).toEqual(DEFAULT_FORMULAS);
    const [row] = await api.query(`SELECT monitor_settings_json AS stored FROM monitors WHERE tag = $1`, [tag]);
    expect(row).toEqual({ stored: null });
  });

  it('merges type_data and monitor_settings_json member by member; null clears them', async () => {
    await create({
      type_data: { url: 'https://a.test/', timeout: 5, mine: { a: 1 } },
      monitor_settings_json: { sharing_options: { showShareBadgeMonitor: false } },
    });
    const { body } = await change({ type_data: { timeout: 6, mine: { b: 2 } }, monitor_settings_json: { uptime_formula_numerator: 'up' } });
    expect(body.monitor.type_data).toEqual({ url: 'https://a.test/', timeout: 6, mine: { b: 2 } });
    expect(body.monitor.monitor_settings_json).toEqual({
      ...DEFAULT_FORMULAS,
      uptime_formula_numerator: 'up',
      sharing_options: { showShareBadgeMonitor: false },
    });
    const cleared = await change({ type_data: null, monitor_settings_json: null });
    expect(cleared.body.monitor).toMatchObject({ type_data: {}, monitor_settings_json: DEFAULT_FORMULAS });
  });

  it('gives a secret to what becomes a HEARTBEAT, and to one whose secret is cleared', async () => {
    await create({ type_data: { url: 'https://a.test/' } });
    const secrets = [];
    for (const body of [{ type: 'HEARTBEAT' }, { type_data: null }, { type_data: { secretString: null } }]) {
      secrets.push((await change(body)).body.monitor.type_data.secretString);
    }
    expect(secrets).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
    expect(new Set(secrets).size).toBe(3);
  });

  it.each<[string, unknown]>([
    ['name', null],
    ['name', ' '],
    ['cron', 'x'],
    ['default_status', null],
    ['default_status', 'X'],
    ['status', null],
    ['monitor_type', null],
    ['monitor_type', 'X'],
    ['is_hidden', null],
    ['is_hidden', 'X'],
    ['include_degraded_in_downtime', null],
    ['confirmation_threshold', 0],
    ['confirmation_threshold', 61],
    ['type_data', []],
    ['monitor_settings_json', []],
    ['image', 'vbscript:x'],
  ])('refuses %s = %j and changes nothing', async (field, value) => {
    const before = await create();
    const { status, body } = await change({ name: 'changed', [field]: value });
    expect([status, body]).toEqual([400, error('BAD_REQUEST')]);
    expect((await api.get(`monitors/${tag}`)).body.monitor).toEqual(before);
  });

  it('refuses a change made from an older version, and shows the present one', async () => {
    await create();
    await change({ name: 'y' });
    const stale = await api.patch(`monitors/${tag}`, { name: 'z' }, { ...FULL_KEY, 'if-match': '"v1"' });
    expect([stale.status, stale.body.error.code, stale.headers['etag']]).toEqual([412, 'PRECONDITION_FAILED', '"v2"']);
    expect(stale.body.error.details[0].field).toBe('monitor');
    expect(JSON.parse(stale.body.error.details[0].message)).toMatchObject({ tag, name: 'y' });
    const fresh = await api.patch(`monitors/${tag}`, { name: 'z' }, { ...FULL_KEY, 'if-match': '"v2"' });
    expect([fresh.status, fresh.headers['etag']]).toEqual([200, '"v3"']);
  });

  it('loses nothing when many change it at once', async () => {
    await create();
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => change({ type_data: { [`m${index}`]: index } })));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(Object.keys((await api.get(`monitors/${tag}`)).body.monitor.type_data)).toHaveLength(8);
  });
});

describe('DELETE /monitors/{tag}', () => {
  it('answers a message, then 404; the tag is free at once', async () => {
    const before = (await api.post('monitors', { tag, name: 'x', cron: '* * * * *' })).body.monitor;
    await api.patch(`monitors/${tag}/data`, { start_ts: 1772445600, end_ts: 1772445900, status: 'UP', latency: 1 });
    const { status, body } = await api.delete(`monitors/${tag}`);
    expect([status, body]).toEqual([200, { message: expect.any(String) }]);
    for (const path of ['', '/data?start_ts=1772445600&end_ts=1772445900', '/samples', '/heartbeat']) {
      expect((await api.get(`monitors/${tag}${path}`)).status).toBe(404);
    }
    expect((await api.get(`monitor-states/${tag}`)).status).toBe(404);
    expect((await api.delete(`monitors/${tag}`)).status).toBe(404);
    const again = await api.post('monitors', { tag, name: 'y' });
    expect([again.status, again.body.monitor.id > before.id]).toEqual([201, true]);
    expect((await api.get(`monitors/${tag}/samples`)).body.total).toBe(0);
  });

  it('honours If-Match', async () => {
    await api.post('monitors', { tag, name: 'x' });
    expect((await api.delete(`monitors/${tag}`, { ...FULL_KEY, 'if-match': '"v9"' })).status).toBe(412);
    expect((await api.get(`monitors/${tag}`)).status).toBe(200);
  });

  it('takes the monitor out of its groups: equal weights for the rest, INACTIVE below two', async () => {
    for (const member of ['a', 'b', 'c']) await api.post('monitors', { tag: `${tag}-${member}`, name: member });
    const monitors = [0.2, 0.3, 0.5].map((weight, index) => ({ tag: `${tag}-${'abc'[index]}`, weight }));
    const made = await api.post('monitors', { tag, name: 'group', monitor_type: 'GROUP', type_data: { monitors } });
    expect([made.status, made.body.monitor.type_data]).toEqual([201, { monitors }]);
    await api.delete(`monitors/${tag}-b`);
    const two = (await api.get(`monitors/${tag}`)).body.monitor;
    expect(two).toMatchObject({
      status: 'ACTIVE',
      type_data: {
        monitors: [
          { tag: `${tag}-a`, weight: 0.5 },
          { tag: `${tag}-c`, weight: 0.5 },
        ],
      },
    });
    expect(await api.query(`SELECT weight FROM group_members WHERE group_id = $1 ORDER BY position`, [two.id])).toEqual([
      { weight: 0.5 },
      { weight: 0.5 },
    ]);
    await api.delete(`monitors/${tag}-c`);
    expect((await api.get(`monitors/${tag}`)).body.monitor).toMatchObject({
      status: 'INACTIVE',
      type_data: { monitors: [{ tag: `${tag}-a`, weight: 1 }] },
    });
  });
});

describe('groups', () => {
  it('refuse members that are unknown, INACTIVE, groups, or the group itself', async () => {
    await api.post('monitors', { tag: `${tag}-ok`, name: 'x' });
    await api.post('monitors', { tag: `${tag}-off`, name: 'x', status: 'INACTIVE' });
    await api.post('monitors', { tag: `${tag}-group`, name: 'x', monitor_type: 'GROUP' });
    for (const other of [`${tag}-nobody`, `${tag}-off`, `${tag}-group`, tag]) {
      const monitors = [
        { tag: `${tag}-ok`, weight: 0.5 },
        { tag: other, weight: 0.5 },
      ];
      const { status, body } = await api.post('monitors', { tag, name: 'x', monitor_type: 'GROUP', type_data: { monitors } });
      expect([other, status, body.error.details[0].field]).toEqual([other, 400, 'type_data.monitors']);
    }
    expect((await api.get(`monitors/${tag}`)).status).toBe(404);
  });

  it('forget their members when they become something else, and judge a list that was kept for another type', async () => {
    for (const member of ['a', 'b']) await api.post('monitors', { tag: `${tag}-${member}`, name: member });
    const monitors = [
      { tag: `${tag}-a`, weight: 0.5 },
      { tag: `${tag}-b`, weight: 0.5 },
    ];
    const { id } = (await api.post('monitors', { tag, name: 'x', monitor_type: 'GROUP', type_data: { monitors } })).body.monitor;
    const members = async () => (await api.query(`SELECT FROM group_members WHERE group_id = $1`, [id])).length;
    expect(await members()).toBe(2);
    await api.patch(`monitors/${tag}`, { monitor_type: 'NONE' });
    expect(await members()).toBe(0);
    expect((await api.patch(`monitors/${tag}`, { type_data: { monitors: [{ tag: 'x', weight: 7 }] } })).status).toBe(200);
    expect((await api.patch(`monitors/${tag}`, { monitor_type: 'GROUP' })).status).toBe(400);
    expect((await api.patch(`monitors/${tag}`, { monitor_type: 'GROUP', type_data: { monitors } })).status).toBe(200);
    expect(await members()).toBe(2);
  });
});

describe('order of checks and policy', () => {
  it('is 401, then 403, then 404, then 400', async () => {
    await api.post('monitors', { tag, name: 'x' });
    const broken = '{"name":';
    expect((await api.patch(`monitors/nobody`, broken, {})).status).toBe(401);
    expect((await api.patch(`monitors/nobody`, broken, { authorization: 'Basic x' })).status).toBe(401);
    expect((await api.patch(`monitors/nobody`, broken, { authorization: 'Bearer key:monitors.read' })).status).toBe(403);
    expect((await api.patch(`monitors/nobody`, broken)).status).toBe(404);
    const { status, body } = await api.patch(`monitors/${tag}`, broken);
    expect([status, body]).toEqual([400, { error: { code: 'BAD_REQUEST', message: 'Invalid JSON body' } }]);
  });

  it('lets a session write with its CSRF header only', async () => {
    await api.post('monitors', { tag, name: 'x' });
    expect((await api.patch(`monitors/${tag}`, { name: 'y' }, ADA)).status).toBe(200);
    expect((await api.patch(`monitors/${tag}`, { name: 'y' }, { cookie: ADA.cookie, origin: ADA.origin })).status).toBe(403);
  });

  it('answers the wrong method with 405', async () => {
    const { status, body, headers } = await api.send('post', `monitors/${tag}`, {}, FULL_KEY);
    expect([status, body.error.code, headers['allow']]).toEqual([405, 'METHOD_NOT_ALLOWED', expect.stringContaining('PATCH')]);
  });
});

describe('POST /monitors/{tag}/clone', () => {
  it('copies every setting under a new tag and name, with a heartbeat secret of its own', async () => {
    const settings = {
      cron: '*/5 * * * *',
      is_hidden: 'YES',
      description: 'd',
      confirmation_threshold: 4,
      default_status: 'DOWN',
      include_degraded_in_downtime: 'YES',
    };
    const type_data = {
      secretString: 'original-secret',
      downRemainingMinutes: 30,
      headers: [{ key: 'X-Token', value: 'token-of-original' }],
    };
    const original = (await api.post('monitors', { tag, name: `Original ${tag}`, monitor_type: 'HEARTBEAT', type_data, ...settings })).body
      .monitor;
    const { status, body } = await api.post(`monitors/${tag}/clone`, { tag: `${tag}-copy`, name: ` Copy ${tag} ` });
    expect(status).toBe(201);
    expect(body.monitor).toMatchObject({
      ...settings,
      tag: `${tag}-copy`,
      name: `Copy ${tag}`,
      type_data: { ...type_data, secretString: expect.any(String) },
    });
    expect(body.monitor.type_data.secretString).not.toBe('original-secret');
    expect(body.monitor.id).toBeGreaterThan(original.id);
  });

  it('refuses a taken tag and a taken name', async () => {
    await api.post('monitors', { tag, name: `Name of ${tag}` });
    const fieldOf = async (body: object) => (await api.post(`monitors/${tag}/clone`, body)).body.error?.details?.[0]?.field;
    expect(await fieldOf({ tag, name: 'Other' })).toBe('tag');
    expect(await fieldOf({ tag: `${tag}-2`, name: `Name of ${tag}` })).toBe('name');
    expect(await fieldOf({ tag: 'Bad Tag', name: 'Other' })).toBe('tag');
    expect((await api.post('monitors/nobody/clone', {})).status).toBe(404);
  });
});

describe('the heartbeat address', () => {
  it('stands in both forms, and is replaced', async () => {
    await api.post('monitors', { tag, name: 'x', type: 'HEARTBEAT', type_data: { secretString: 'a/b c' } });
    const { status, body } = await api.get(`monitors/${tag}/heartbeat`);
    expect([status, body]).toEqual([
      200,
      {
        heartbeat: {
          urls: {
            slash: `http://localhost:3000/ext/heartbeat/${tag}/a%2Fb%20c`,
            colon: `http://localhost:3000/ext/heartbeat/${tag}:a%2Fb%20c`,
          },
          last_signal_at: null,
        },
      },
    ]);
    const old = new URL(body.heartbeat.urls.slash).pathname;
    expect((await api.app.request().get(old)).status).toBe(200);
    expect((await api.get(`monitors/${tag}/heartbeat`)).body.heartbeat.last_signal_at).toMatch(ISO);
    const rotated = await api.post(`monitors/${tag}/heartbeat`);
    expect(rotated.status).toBe(200);
    expect((await api.app.request().get(old)).body).toEqual({ error: 'Invalid heartbeat secret' });
    expect((await api.app.request().get(new URL(rotated.body.heartbeat.urls.colon).pathname)).status).toBe(200);
  });

  it('is for heartbeats, and for who may write', async () => {
    await api.post('monitors', { tag, name: 'x' });
    expect((await api.get(`monitors/${tag}/heartbeat`)).status).toBe(404);
    expect((await api.post(`monitors/${tag}/heartbeat`)).status).toBe(404);
    expect((await api.get(`monitors/${tag}/heartbeat`, { authorization: 'Bearer key:monitors.read' })).status).toBe(403);
  });
});

describe('secrets', () => {
  const typeData = {
    url: 'https://a.test/',
    headers: [{ key: 'Authorization', value: 'Bearer canary-1234' }],
    connectionString: 'postgresql://canary',
    secretString: 'canary-secret',
  };

  it('SEC-71 are sealed at rest, to their own row', async () => {
    const { id } = (await api.post('monitors', { tag, name: 'x', type_data: typeData })).body.monitor;
    const [row] = await api.query<{ stored: Record<string, unknown> }>(`SELECT type_data AS stored FROM monitors WHERE id = $1`, [id]);
    expect(JSON.stringify(row)).not.toContain('canary');
    expect(row?.stored).toMatchObject({
      url: 'https://a.test/',
      connectionString: expect.stringMatching(/^v1\./),
      secretString: expect.stringMatching(/^v1\./),
    });
  });

  it.each([
    ['a key without scopes', FULL_KEY, false],
    ['a key with scopes', SCOPED_KEY, true],
    ['a session', ADA, true],
  ])('SEC-12 are shown to %s as its kind allows, in every answer', async (_, headers, isMasked) => {
    const masked = {
      url: 'https://a.test/',
      headers: [{ key: 'Authorization', value: '••••1234' }],
      connectionString: '••••nary',
      secretString: '••••cret',
    };
    const expected = isMasked ? masked : typeData;
    expect((await api.post('monitors', { tag, name: 'x', type_data: typeData }, headers)).body.monitor.type_data).toEqual(expected);
    expect((await api.get(`monitors/${tag}`, headers)).body.monitor.type_data).toEqual(expected);
    expect((await api.patch(`monitors/${tag}`, { name: 'y' }, headers)).body.monitor.type_data).toEqual(expected);
    expect((await api.post(`monitors/${tag}/clone`, { tag: `${tag}-c`, name: tag }, headers)).body.monitor.type_data).toEqual(expected);
    const list = await api.get('monitors', headers);
    expect(list.body.monitors.find((monitor: { tag: string }) => monitor.tag === tag).type_data).toEqual(expected);
    const stale = await api.patch(`monitors/${tag}`, { name: 'z' }, { ...headers, 'if-match': '"v0"' });
    expect(stale.text.includes('canary')).toBe(!isMasked);
  });

  it('stay what they are when their masks come back, and change when they are typed anew', async () => {
    await api.post('monitors', { tag, name: 'x', type_data: typeData });
    const read = (await api.get(`monitors/${tag}`, ADA)).body.monitor;
    const saved = await api.patch(`monitors/${tag}`, { ...read, name: 'y' }, ADA);
    expect(saved.status).toBe(200);
    expect((await api.get(`monitors/${tag}`)).body.monitor.type_data).toEqual(typeData);
    await api.patch(`monitors/${tag}`, { type_data: { headers: [{ key: 'Authorization', value: 'Bearer new-secret-5678' }] } }, ADA);
    expect((await api.get(`monitors/${tag}`)).body.monitor.type_data).toEqual({
      ...typeData,
      headers: [{ key: 'Authorization', value: 'Bearer new-secret-5678' }],
    });
    const moved = await api.patch(`monitors/${tag}`, { type_data: { headers: [{ key: 'Accept', value: '••••5678' }] } }, ADA);
    expect([moved.status, moved.body.error.details[0].field]).toEqual([400, 'type_data.headers[0].value']);
  });

  it('do not check the monitor again for being sent unchanged', async () => {
    const { id } = (await api.post('monitors', { tag, name: 'x', cron: '0 0 1 1 *', type_data: typeData })).body.monitor;
    await api.query(`UPDATE monitor_runtime SET next_due_at = '2100-01-01' WHERE monitor_id = $1`, [id]);
    const read = (await api.get(`monitors/${tag}`)).body.monitor;
    await api.patch(`monitors/${tag}`, { ...read, description: 'presentation only' });
    expect(await api.query(`SELECT next_due_at > '2099-01-01' AS waits FROM monitor_runtime WHERE monitor_id = $1`, [id])).toEqual([
      { waits: true },
    ]);
    await api.patch(`monitors/${tag}`, { type_data: { timeout: 77 } });
    expect(await api.query(`SELECT next_due_at > '2099-01-01' AS waits FROM monitor_runtime WHERE monitor_id = $1`, [id])).toEqual([
      { waits: false },
    ]);
  });

  it('SEC-73 stand neither in the audit log nor in events', async () => {
    const { id } = (await api.post('monitors', { tag, name: 'x', type_data: typeData })).body.monitor;
    await api.patch(`monitors/${tag}`, { type_data: { secretString: 'canary-other' } });
    await api.delete(`monitors/${tag}`);
    const rows = await api.query(`SELECT body FROM audit_log WHERE body ->> 'entityId' = $1`, [String(id)]);
    expect(rows).toHaveLength(3);
    expect(JSON.stringify([rows, await api.query('SELECT payload FROM outbox')])).not.toContain('canary');
    const [, update] = rows as {
      body: { before: { typeData: { secretString: string } }; after: { typeData: { secretString: string } } };
    }[];
    expect(update?.body.before.typeData.secretString).not.toBe(update?.body.after.typeData.secretString);
  });
});

describe('SEC-75 audit and events', () => {
  const auditOf = async (id: number) =>
    api.query<{ action: string; actor: string }>(
      `SELECT body ->> 'action' AS action, body ->> 'actor' AS actor FROM audit_log WHERE body ->> 'entityId' = $1 AND body ->> 'entityType' = 'monitor' ORDER BY id`,
      [String(id)],
    );
  const eventsOf = async (id: number) =>
    (await api.query<{ topic: string }>(`SELECT topic FROM outbox WHERE aggregate_id = $1 ORDER BY id`, [`monitor:${id}`])).map(
      ({ topic }) => topic,
    );

  it('every change leaves its row and its event', async () => {
    const { id } = (await api.post('monitors', { tag, name: 'x', type: 'HEARTBEAT' })).body.monitor;
    await api.patch(`monitors/${tag}`, { name: 'y' }, ADA);
    await api.post(`monitors/${tag}/heartbeat`, undefined, ADA);
    await api.delete(`monitors/${tag}`);
    expect(await auditOf(id)).toEqual([
      { action: 'monitor.create', actor: 'api_key:1' },
      { action: 'monitor.update', actor: 'user:1' },
      { action: 'monitor.update', actor: 'user:1' },
      { action: 'monitor.delete', actor: 'api_key:1' },
    ]);
    expect(await eventsOf(id)).toEqual(['monitor.changed', 'monitor.changed', 'monitor.changed', 'monitor.deleted']);
  });

  it('nothing is left of a change that fails', async () => {
    const before = await api.query('SELECT count(*) FROM audit_log');
    await api.post('monitors', { tag, name: 'x', page_paths: ['nowhere'] });
    expect(await api.query('SELECT count(*) FROM audit_log')).toEqual(before);
  });
});

describe('bad input', () => {
  it.each<[string, string, number]>([
    ['no body', '', 400],
    ['half an object', '{"tag":', 400],
    ['a list', '[]', 400],
    ['a text', '"x"', 400],
    ['null', 'null', 400],
    ['a prototype key', '{"tag":"x1","name":"x","__proto__":{"a":1}}', 400],
    ['a prototype key in type_data', '{"tag":"x1","name":"x","type_data":{"a":{"constructor":1}}}', 400],
    ['deep nesting', `{"tag":"x1","name":"x","type_data":${'{"a":'.repeat(30)}1${'}'.repeat(30)}}`, 400],
    ['many values', `{"tag":"x1","name":"x","type_data":{"a":[${'1,'.repeat(10_001)}1]}}`, 400],
    ['ten megabytes', `{"tag":"x1","name":"${'x'.repeat(10 * 1024 * 1024)}"}`, 413],
    ['a number beyond every range', '{"tag":"x1","name":"x","confirmation_threshold":1e400}', 400],
  ])('refuses %s', async (_, body, expected) => {
    const { status, body: answer } = await api.post('monitors', body);
    expect([status, answer]).toEqual([expected, error(expected === 413 ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST')]);
  });

  it('refuses text that is no UTF-8', async () => {
    const call = api.app.request().post('/api/v4/monitors').set(FULL_KEY).set('content-type', 'application/json');
    const { status } = await call.serialize((value: unknown) => value as string).send(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]));
    expect(status).toBe(400);
  });
});
