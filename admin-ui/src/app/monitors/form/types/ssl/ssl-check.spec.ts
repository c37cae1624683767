import { settle, textOf, type } from '../../../../../testing/builders.js';
import { renderCheck } from '../../../../../testing/render-check.js';
import { SslCheck } from './ssl-check.js';
import { SSL_KIND } from './ssl-draft.js';

describe('SslCheck', () => {
  it('tells hours as people count them', async () => {
    const { page, field } = await renderCheck(SslCheck, SSL_KIND, { host: 'example.com' });
    expect(textOf(page)).toContain('7 d before it expires.');
    type(field('Degraded from'), '36');
    await settle();
    expect(textOf(page)).toContain('1 d 12 h before it expires.');
  });

  it('warns before it is down', async () => {
    const { field, errors } = await renderCheck(SslCheck, SSL_KIND, { host: 'example.com' });
    type(field('Down from'), '168');
    expect(errors()).toEqual(['Must be more than the 168 hours of down.']);
  });

  it('writes the port as digits', async () => {
    const { field, written, errors } = await renderCheck(SslCheck, SSL_KIND, { host: 'example.com', port: 8443 });
    expect(written()['port']).toBe('8443');
    type(field('Port'), '70000');
    expect(errors()).toEqual(['A port from 1 to 65535.']);
  });
});
