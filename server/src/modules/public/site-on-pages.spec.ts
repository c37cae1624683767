import { asActor, FixedClock } from '@clarion/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOW } from '../../../test/pages/facts.js';
import { startPublicApp, workplace, type Workplace } from '../../../test/pages/public-app.js';
import type { TestApp } from '../../../test/test-app.js';
import { until } from '../../../test/until.js';

describe('what a site loads from elsewhere, with the Nest application and PostgreSQL', () => {
  let place: Workplace;
  let app: TestApp;
  beforeAll(async () => {
    place = await workplace();
    app = await startPublicApp(place, { clock: new FixedClock(NOW) });
    await until('the page is there', async () => (await app.request().get('/')).status === 200);
  });
  afterAll(async () => {
    await app.close();
    await place.remove();
  });

  const store = async (key: string, value: unknown): Promise<void> => {
    await asActor(app.sources.get('web'), async (tx) => {
      await tx.query(
        `INSERT INTO site_settings (key, value, data_type) VALUES ($1, $2, 'object') ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [key, JSON.stringify(value)],
      );
      await tx.query(`UPDATE page_versions SET version = version + 1`);
      await tx.query(`INSERT INTO page_versions (page_id, version) SELECT id, 1 FROM pages ON CONFLICT DO NOTHING`);
      await tx.query(`SELECT pg_notify('clarion_page_version', '')`);
    });
  };
  const policy = async (): Promise<string> => String((await app.request().get('/')).headers['content-security-policy']);

  it('is nothing without a font and analytics', async () => {
    expect(await policy()).not.toContain('https://');
    const { status, text, headers } = await app.request().get('/capture.js');
    expect([status, text, headers['content-type']]).toEqual([200, '', 'text/javascript; charset=utf-8']);
  });

  it('is allowed by the policy of the page, and by nothing more', async () => {
    await store('font', { cssSrc: 'https://fonts.example.com/inter.css', family: 'Inter' });
    await store('analytics.posthog', { isEnabled: true, requirements: { 'API Key': 'phc_1', 'API Host': 'https://eu.i.posthog.com' } });
    await until('the page follows', async () => (await policy()).includes('eu.i.posthog.com'));
    const directives = Object.fromEntries((await policy()).split('; ').map((each) => [each.split(' ')[0], each]));
    expect(directives['style-src']).toBe("style-src 'self' 'unsafe-inline' https://fonts.example.com");
    expect(directives['font-src']).toBe("font-src 'self' https://fonts.example.com");
    expect(directives['connect-src']).toBe("connect-src 'self' https://eu.i.posthog.com");
    expect(directives['script-src']).not.toContain('https:');
    const { text } = await app.request().get('/capture.js');
    expect(text).toContain('"https://eu.i.posthog.com/i/v0/e/"');
    expect((await app.request().get('/')).text).toMatch(/"analytics":"\/capture\.js\?v=[0-9a-f]{16}"/);
  });
});
