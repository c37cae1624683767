import { button, settle, textOf, type } from '../../../../../testing/builders.js';
import { renderCheck } from '../../../../../testing/render-check.js';
import { DnsCheck } from './dns-check.js';
import { DNS_KIND } from './dns-draft.js';

describe('DnsCheck', () => {
  it('needs a name, a record and what it says', async () => {
    const { page, field, written, errors } = await renderCheck(DnsCheck, DNS_KIND);
    expect(errors()).toEqual(expect.arrayContaining(['Enter the domain name to look up.', 'Enter a value, or remove the row.']));
    type(field('Domain name'), 'example.com');
    type(field('Record type'), 'txt');
    type(field('Value'), 'v=spf1 -all');
    await settle();
    expect(errors()).toEqual([]);
    expect(textOf(page)).toContain('parts of one record are joined by a space');
    expect(written()).toMatchObject({ host: 'example.com', lookupRecord: 'TXT', values: ['v=spf1 -all'], transport: 'UDP' });
  });

  it('asks how to match once there is more than one value', async () => {
    const { page, field, written } = await renderCheck(DnsCheck, DNS_KIND, { host: 'a.example', values: ['192.0.2.1'] });
    expect(page.querySelector('mat-radio-group')).toBeNull();
    button(page, 'Add value').click();
    await settle();
    type(field('Value 2'), '192.0.2.2');
    page.querySelectorAll<HTMLInputElement>('mat-radio-group input').item(1).click();
    await settle();
    expect(written()).toMatchObject({ values: ['192.0.2.1', '192.0.2.2'], matchType: 'ALL' });
  });

  it('needs no values where assertions say what must come back', async () => {
    const { page, field, fold, written, errors } = await renderCheck(DnsCheck, DNS_KIND, { host: 'a.example' });
    expect(errors()).toEqual(['Enter a value, or remove the row.']);
    fold('Verdict').click();
    await settle();
    button(page, 'Add assertion').click();
    await settle();
    button(document.querySelector('.mat-mdc-menu-panel')!, 'Number of records').click();
    await settle();
    type(field('At most'), '3');
    await settle();
    expect(errors()).toEqual([]);
    expect(written()).toMatchObject({ values: null, assertions: [{ kind: 'count', at_least: 1, at_most: 3, severity: 'DOWN' }] });
  });

  it('has fields for TLS only with TLS, which needs a server', async () => {
    const { page, fold, tree, errors } = await renderCheck(DnsCheck, DNS_KIND, { host: 'a.example', values: ['192.0.2.1'] });
    expect(fold('Name server').getAttribute('aria-expanded')).toBe('false');
    tree.transport().value.set('TLS');
    await settle();
    expect(textOf(page)).toContain('TLS server name');
    expect(errors()).toEqual(['DNS over TLS needs a name server to ask.']);
    tree.nameServer().value.set('dns.quad9.net');
    expect(errors()).toEqual([]);
    tree.transport().value.set('UDP');
    expect(errors()).toEqual(['Over UDP: an IPv4 address, or nothing.']);
  });
});
