import { button, settle, textOf, type } from '../../../../../testing/builders.js';
import { renderCheck } from '../../../../../testing/render-check.js';
import { PingCheck } from './ping-check.js';
import { PING_KIND } from './ping-draft.js';

describe('PingCheck', () => {
  it('says what ICMP needs', async () => {
    const { page } = await renderCheck(PingCheck, PING_KIND);
    expect(textOf(page)).toContain('--cap-add NET_RAW');
  });

  it('adds and removes hosts, and writes the kind it sees', async () => {
    const { page, field, written } = await renderCheck(PingCheck, PING_KIND);
    expect(button(page, 'Remove host 1').disabled).toBe(true);
    type(field('Host'), ' 192.0.2.1 ');
    button(page, 'Add host').click();
    await settle();
    expect(document.activeElement).toBe(field('Host', 1));
    type(field('Host', 1), '2001:db8::1');
    type(field('Packets', 1), '1');
    await settle();
    expect(textOf(page)).toContain('IPv4 address');
    expect(textOf(page)).toContain('IPv6 address');
    expect(written()['hosts']).toEqual([
      { type: 'IP4', host: '192.0.2.1', count: 3, timeout: 1_000 },
      { type: 'IP6', host: '2001:db8::1', count: 1, timeout: 1_000 },
    ]);
    button(page, 'Remove host 2001:db8::1').click();
    await settle();
    expect(written()['hosts']).toHaveLength(1);
  });

  it.each([
    ['', 'Enter a host name or an address.'],
    ['https://example.com', 'Only the host, without https:// and without a path.'],
    ['two words', 'A host has no spaces.'],
  ])('refuses the host “%s”', async (host, message) => {
    const { errors } = await renderCheck(PingCheck, PING_KIND, { hosts: [{ host }] });
    expect(errors()).toEqual([message]);
  });

  it('bounds packets and timeouts', async () => {
    const { errors } = await renderCheck(PingCheck, PING_KIND, { hosts: [{ host: 'a.example', count: 0, timeout: 0.5 }] });
    expect(errors()).toEqual(expect.arrayContaining(['From 1 to 100.', 'At least 1 ms.']));
  });
});
