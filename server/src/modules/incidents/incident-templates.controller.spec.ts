import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startIncidentsApi } from '../../../test/incidents-api.js';
import { FULL_KEY, type MonitorsApi } from '../../../test/monitors-api.js';

let api: MonitorsApi;
beforeAll(async () => {
  api = await startIncidentsApi();
});
afterAll(async () => api.close());

describe('incident templates', () => {
  it('are written, listed by name, changed and deleted', async () => {
    const whole = {
      name: 'Slow',
      title: 'Slow {{monitors}}',
      comment: 'Since {{start_time}}',
      state: 'IDENTIFIED',
      monitors: [{ monitor_tag: 'shop', impact: 'DEGRADED' }],
      is_global: 'NO',
    };
    const made = await api.post('incident-templates', whole);
    expect([made.status, made.headers['etag']]).toEqual([201, '"v1"']);
    expect(made.body.template).toEqual({
      id: expect.any(Number),
      ...whole,
      version: 1,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    const plain = (await api.post('incident-templates', { name: 'Errors', title: 'Errors' })).body.template;
    expect(plain).toMatchObject({ comment: '', state: 'INVESTIGATING', monitors: [], is_global: 'YES' });
    const names = async () => (await api.get('incident-templates')).body.templates.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(['Errors', 'Slow']);
    const { id } = made.body.template;
    const stale = { ...FULL_KEY, 'if-match': '"v9"' } as never;
    expect((await api.patch(`incident-templates/${id}`, { name: 'A' }, stale)).status).toBe(412);
    expect((await api.patch(`incident-templates/${id}`, { name: ' A ' })).body.template).toMatchObject({ name: 'A', title: whole.title });
    expect(await names()).toEqual(['A', 'Errors']);
    expect((await api.delete(`incident-templates/${id}`)).status).toBe(200);
    expect(await names()).toEqual(['Errors']);
  });

  it('have names of their own', async () => {
    const { id } = (await api.post('incident-templates', { name: 'One', title: 'x' })).body.template;
    await api.post('incident-templates', { name: 'Two', title: 'x' });
    const taken = await api.post('incident-templates', { name: 'Two', title: 'x' });
    expect([taken.status, taken.body.error.details[0].field]).toEqual([400, 'name']);
    expect((await api.patch(`incident-templates/${id}`, { name: 'Two' })).status).toBe(400);
  });

  it.each(['0', 'abc', '99999999'])('know nothing of %s', async (id) => {
    expect((await api.patch(`incident-templates/${id}`, {})).status).toBe(404);
    expect((await api.delete(`incident-templates/${id}`)).status).toBe(404);
  });
});

describe('POST /markdown-previews', () => {
  it('SEC-50 shows what readers will see', async () => {
    const { status, body } = await api.post('markdown-previews', { text: '**a**\nb <img src=x onerror=alert(1)><script>x</script>' });
    expect([status, body]).toEqual([200, { html: '<p><strong>a</strong><br />\nb <img src="x" /></p>' }]);
    expect((await api.post('markdown-previews', {})).status).toBe(400);
  });

  it.each([
    ['incidents.read', 200],
    ['maintenances.read', 200],
    ['monitors.read', 403],
  ])('answers who holds %s with %i', async (permission, status) => {
    expect((await api.post('markdown-previews', { text: 'a' }, { authorization: `Bearer key:${permission}` })).status).toBe(status);
  });
});
