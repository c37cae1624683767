import { button, settle, type } from '../../../../../testing/builders.js';
import { renderCheck } from '../../../../../testing/render-check.js';
import { TcpCheck } from './tcp-check.js';
import { TCP_KIND } from './tcp-draft.js';

describe('TcpCheck', () => {
  it('writes hosts with their ports', async () => {
    const { field, page, written } = await renderCheck(TcpCheck, TCP_KIND);
    type(field('Host'), 'mail.example.com');
    type(field('Port'), '25');
    button(page, 'Add host').click();
    await settle();
    type(field('Host', 1), '192.0.2.7');
    await settle();
    expect(written()).toEqual({
      hosts: [
        { type: 'DOMAIN', host: 'mail.example.com', port: 25, timeout: 1_000 },
        { type: 'IP4', host: '192.0.2.7', port: 80, timeout: 1_000 },
      ],
      send: '',
      assertions: [],
      tcpEval: '',
    });
  });

  it('takes what is sent and what must come back', async () => {
    const { field, fold, page, written, errors } = await renderCheck(TcpCheck, TCP_KIND, {
      hosts: [{ host: 'cache.example', port: 6379 }],
    });
    fold('Verdict').click();
    await settle();
    type(field('Sent first'), 'PING\\r\\n');
    button(page, 'Add assertion').click();
    await settle();
    button(document.querySelector('.mat-mdc-menu-panel')!, 'What the port says').click();
    await settle();
    expect(errors()).toEqual(['Enter what to look for.']);
    type(field('Value'), '+PONG');
    await settle();
    expect(errors()).toEqual([]);
    expect(written()).toMatchObject({
      send: 'PING\r\n',
      assertions: [{ kind: 'banner', comparison: 'contains', value: '+PONG', severity: 'DOWN' }],
    });
  });

  it.each([0, 65_536, 80.5])('refuses the port %s', async (port) => {
    const { errors } = await renderCheck(TcpCheck, TCP_KIND, { hosts: [{ host: 'a.example', port }] });
    expect(errors()).toHaveLength(1);
  });
});
