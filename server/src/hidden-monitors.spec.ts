import { IncidentCommentEntity } from '@clarion/database/incidents/incident-comment.entity';
import { aMaintenance, aMonitor, anIncident, aPage, asActor, FixedClock, placeOnPage } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, MINUTE_NOW, NOW, TODAY } from '../test/pages/facts.js';
import { workplace, type Workplace } from '../test/pages/public-app.js';
import { publishPages } from '../test/pages/publish.js';
import { startTestApp, type TestApp } from '../test/test-app.js';
import { until } from '../test/until.js';
import { ROOMS } from './app.module.js';
import { PublicModule } from './modules/public/public.module.js';
import { UI_FILES } from './modules/public/ui-files.js';
import { RouteInventory } from './platform/http/route-inventory.js';

/** Stands in every word that is about a monitor nobody may see. */
const CANARY = 'Kanarienvogel';
const TAGS = ['shop', 'own', 'covert', 'paused', 'nowhere', 'group', '_'];
const IDS = ['1', '2', '3', '4', '5', '6'];
/** What stands for a parameter; a route with another one must add it here. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  ':page_path': ['~home', 'eu', 'bare', 'unknown'],
  ':tag': TAGS,
  ':id': [...IDS, ...IDS.map((id) => `${id}.ics`)],
  ':month': ['November-2026', '2026-11', 'December-2026'],
  ':kind': ['status', 'uptime', 'latency', 'dot', 'status.json', 'uptime.json'],
  ':file': ['unknown.css'],
  ':room': ['events', ...TAGS.flatMap((tag) => [`monitor-${tag}`, `latency-${tag}`])],
  '*': ['unknown'],
};
/** A walk is long, and longer beside others. */
const PATIENCE_MS = 120_000;
/** What is asked of every address, whether it reads it or not. */
const QUERIES = [
  '',
  'tag=shop&tags=shop',
  `tag=covert&tags=shop,covert,paused&days=90&range=24h&day=2026-11-20&monitor=covert&page_path=eu&type=maintenance`,
];
const BODY = {
  startOfDayTodayAtTz: TODAY,
  nowAtTz: MINUTE_NOW,
  start_ts: TODAY - 30 * DAY,
  end_ts: TODAY + 30 * DAY,
};
/** Doors of people and machines who are known, those that write, and those that tell of the process alone, which may be short of breath. */
const OTHERS =
  /^(\/(readyz|livez|healthcheck)$|\/api\/v4\/(session|setup|public\/csp-reports|reference|openapi)|\/(un)?subscribe|\/dashboard-apis\/subscription|\/ext\/|\/manage|\/account)/;

const urlsOf = (path: string): string[] =>
  path
    .split('/')
    .reduce<string[]>(
      (urls, part) => {
        const name = /^(:\w+|\*)(.*)$/.exec(part);
        if (name === null) return urls.map((url) => `${url}/${part}`);
        const values = VALUES[name[1]!];
        if (values === undefined) throw new Error(`No value is known for ${name[1]!} in ${path}`);
        return urls.flatMap((url) => values.map((value) => `${url}/${value}${name[2]!}`));
      },
      [''],
    )
    .map((url) => url.replace(/^\/(?=\/)/, '') || '/');

describe('a monitor nobody may see, on every public address of the product', () => {
  let place: Workplace;
  let app: TestApp;
  let pageIds: number[];
  const answers = new Map<string, number>();

  beforeAll(async () => {
    place = await workplace();
    const room = { module: PublicModule, providers: [{ provide: UI_FILES, useValue: place.ui }] };
    app = await startTestApp({
      imports: [...ROOMS.filter((each) => each !== PublicModule), room],
      clock: new FixedClock(NOW),
      env: { DATA_DIR: place.dataDir },
    });
    const db = app.sources.get('web');
    const shop = await aMonitor(db, { tag: 'shop', name: 'Shop' });
    const own = await aMonitor(db, { tag: 'own', name: 'Own' });
    const hidden = await aMonitor(db, { tag: 'covert', name: `${CANARY} 1`, description: `${CANARY} 2`, isHidden: true });
    const paused = await aMonitor(db, { tag: 'paused', name: `${CANARY} 3`, status: 'INACTIVE' });
    await aMonitor(db, { tag: 'nowhere', name: `${CANARY} 4` });
    const group = await aMonitor(db, { tag: 'group', name: 'Group', monitorType: 'GROUP' });
    for (const { id } of [shop, hidden, paused])
      await asActor(db, (tx) => tx.query(`INSERT INTO group_members (group_id, monitor_id, weight) VALUES ($1, $2, 1)`, [group.id, id]));
    const [home] = await db.query<{ id: number }[]>(`SELECT id FROM pages WHERE page_path = ''`);
    await placeOnPage(db, home!, [shop, hidden, group]);
    const eu = await aPage(db, { pagePath: 'eu', pageTitle: 'Europe' }, [shop, own, hidden, paused]);
    const bare = await aPage(db, { pagePath: 'bare', pageTitle: 'Bare' }, [hidden]);
    const on = (monitors: readonly { id: number }[]) => monitors.map((monitor) => ({ monitor }));
    const open = { isGlobal: false, startDateTime: MINUTE_NOW - 3_600 };
    const mixed = await anIncident(db, { ...open, title: 'Both' }, on([shop, hidden, paused]));
    const secret = await anIncident(db, { ...open, title: `${CANARY} 5` }, on([hidden]));
    await anIncident(db, { ...open, title: `${CANARY} 6`, state: 'RESOLVED', endDateTime: MINUTE_NOW - 60 }, on([paused, hidden]));
    await anIncident(db, { isGlobal: true, startDateTime: MINUTE_NOW - 60, title: 'Everywhere' }, on([hidden]));
    for (const { id: incidentId, comment } of [
      { ...mixed, comment: 'We look' },
      { ...secret, comment: `${CANARY} 7` },
    ])
      await asActor(db, (tx) =>
        tx.save(tx.create(IncidentCommentEntity, { incidentId, comment, state: 'IDENTIFIED', commentedAt: MINUTE_NOW - 1_800 })),
      );
    const planned = { isGlobal: false, startDateTime: MINUTE_NOW + DAY };
    await aMaintenance(db, { ...planned, title: 'Upgrade' }, on([shop, hidden]), { status: 'SCHEDULED' });
    await aMaintenance(db, { ...planned, title: `${CANARY} 8`, description: `${CANARY} 9` }, on([hidden]), { status: 'SCHEDULED' });
    await aMaintenance(db, { ...planned, title: `${CANARY} 10`, startDateTime: MINUTE_NOW - 60 }, on([paused]), { status: 'ONGOING' });
    pageIds = [home!.id, eu.id, bare.id];
    await publishPages(app, pageIds);
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  /** The first bytes of a stream; everything of everything else. */
  const read = async (method: string, url: string): Promise<[status: number, text: string]> => {
    if (!/\/stream($|\?)/.test(url)) {
      const request =
        method === 'POST'
          ? app
              .request()
              .post(url)
              .send({ ...BODY, tag: /[?&]tag=(\w+)/.exec(url)?.[1] })
          : app.request().get(url);
      const { status, text, body } = await request;
      return [status, `${text ?? ''}${Buffer.isBuffer(body) ? body.toString('latin1') : ''}`];
    }
    await app.app.listen(0, '127.0.0.1').catch(() => undefined);
    const answer = await fetch(`${await app.app.getUrl()}${url}`);
    const reader = answer.body!.getReader();
    const { value } = await reader.read();
    await reader.cancel();
    return [answer.status, new TextDecoder().decode(value)];
  };

  /** A machine that is busy cannot draw a page in time, and says so; what it then says is looked through as well. */
  const patiently = async (method: string, url: string): Promise<[status: number, text: string]> => {
    let [status, text] = await read(method, url);
    for (let again = 0; status === 503 && again < 5; again += 1) {
      const [next, more] = await read(method, url);
      [status, text] = [next, text + more];
    }
    return [status, text];
  };

  it(
    'SEC-04 is named by none',
    async () => {
      const doors = app
        .get<RouteInventory>(RouteInventory)
        .entries()
        .filter(({ policy, path }) => policy.startsWith('public') && !OTHERS.test(path));
      for (const { method, path } of doors)
        for (const url of urlsOf(path))
          for (const query of QUERIES) {
            const whole = query === '' ? url : `${url}?${query}`;
            const [status, text] = await patiently(method, whole);
            answers.set(`${method} ${path}`, Math.min(status, answers.get(`${method} ${path}`) ?? 600));
            expect([whole, status < 500, text.includes(CANARY)]).toEqual([whole, true, false]);
          }
    },
    PATIENCE_MS,
  );

  it('was asked for where there is something to answer', () => {
    const never = [...answers].filter(([path, status]) => status !== 200 && !/\/assets\/|\*|sitemap|healthcheck/.test(path));
    expect(never).toEqual([]);
  });

  it('would have been found', async () => {
    await asActor(app.sources.get('web'), (tx) => tx.query(`UPDATE monitors SET is_hidden = false WHERE tag = 'covert'`));
    await publishPages(app, pageIds);
    await until('it is on the page', async () => (await read('GET', '/'))[1].includes(CANARY));
    expect((await read('GET', '/rss.xml'))[1]).toContain(CANARY);
  });
});
