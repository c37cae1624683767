import { button, settle, textOf, type } from '../../../../../testing/builders.js';
import { renderCheck } from '../../../../../testing/render-check.js';
import { ApiCheck } from './api-check.js';
import { API_KIND } from './api-draft.js';

const render = async (stored?: Record<string, unknown>) => renderCheck(ApiCheck, API_KIND, stored, { intervalSeconds: 60 });

describe('ApiCheck', () => {
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((each) => each.replaceChildren()));

  it('asks for the address first and folds the rest away', async () => {
    const { page, fold, errors } = await render();
    expect(textOf(page)).not.toContain('Add header');
    expect(fold('Request').getAttribute('aria-expanded')).toBe('false');
    expect(errors()).toEqual(['Enter the address to check.']);
  });

  it('opens what was changed, and what is wrong', async () => {
    const { page, fold, field, tree } = await render({ url: 'https://a.example', timeout: 8_000 });
    expect(fold('Request').getAttribute('aria-expanded')).toBe('true');
    expect(fold('Verdict').getAttribute('aria-expanded')).toBe('false');
    tree.eval().value.set('no function');
    await settle();
    expect(fold('Verdict').getAttribute('aria-expanded')).toBe('true');
    type(field('Timeout'), '90000');
    await settle();
    expect(textOf(page)).toContain('Longer than the time between two checks.');
  });

  it('asks for a body only where one is sent', async () => {
    const { page, tree } = await render({ url: 'https://a.example' });
    expect(textOf(page)).not.toContain('Content-Type');
    tree.method().value.set('POST');
    await settle();
    expect(textOf(page)).toContain('Content-Type');
  });

  it('adds, removes and judges headers', async () => {
    const { page, field, fold, written, errors } = await render({ url: 'https://a.example' });
    fold('Request').click();
    await settle();
    button(page, 'Add header').click();
    await settle();
    type(field('Value'), 'yes');
    await settle();
    expect(errors()).toEqual(['Enter a header name.']);
    type(field('Name'), 'X-Deep');
    await settle();
    expect(written()).toMatchObject({ headers: [{ key: 'X-Deep', value: 'yes' }] });
    button(page, 'Remove header X-Deep').click();
    await settle();
    expect(written()).toMatchObject({ headers: [] });
  });

  it('keeps a masked password until it is replaced', async () => {
    const auth = { kind: 'basic', username: 'ada', password: '••••lace' };
    const { page, fold, field, written } = await render({ url: 'https://a.example', auth });
    expect(fold('Request').getAttribute('aria-expanded')).toBe('true');
    expect(written()['auth']).toEqual(auth);
    button(page, 'Replace the password').click();
    await settle();
    expect(document.activeElement).toBe(field('Password'));
    type(field('Password'), 'new one');
    await settle();
    expect(written()['auth']).toEqual({ ...auth, password: 'new one' });
  });

  it('says what must be true of an answer, kind by kind', async () => {
    const { page, fold, field, written, errors } = await render({ url: 'https://a.example' });
    fold('Verdict').click();
    await settle();
    for (const kind of ['JSON value', 'Response time']) {
      button(page, 'Add assertion').click();
      await settle();
      button(document.querySelector('.mat-mdc-menu-panel')!, kind).click();
      await settle();
    }
    expect(document.activeElement).toBe(field('Less than'));
    type(field('Path'), '$.state');
    type(field('Value'), 'ok');
    type(field('Less than'), '800');
    await settle();
    expect(errors()).toEqual([]);
    expect(written()['assertions']).toEqual([
      { kind: 'json', path: '$.state', comparison: 'equals', value: 'ok', severity: 'DOWN' },
      { kind: 'response_time', below: 800, severity: 'DEGRADED' },
    ]);
    button(page, 'Remove assertion 1, JSON value').click();
    await settle();
    expect(written()['assertions']).toHaveLength(1);
  });

  it('starts a function of one’s own with an example, and forgets it for the built-in rule', async () => {
    const { page, fold, written } = await render({ url: 'https://a.example' });
    fold('Verdict').click();
    await settle();
    const [builtIn, own] = [...page.querySelectorAll<HTMLInputElement>('app-eval-field input[type=radio]')];
    own!.click();
    await settle();
    expect(written()['eval']).toContain('statusCode, responseTime, responseRaw, modules');
    expect(textOf(page.querySelector('app-eval-field'))).toContain('modules.cheerio');
    builtIn!.click();
    await settle();
    expect(written()['eval']).toBe('');
  });
});
