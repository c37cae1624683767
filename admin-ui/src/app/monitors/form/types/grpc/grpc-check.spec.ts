import { settle, textOf, type } from '../../../../../testing/builders.js';
import { renderCheck } from '../../../../../testing/render-check.js';
import { GrpcCheck } from './grpc-check.js';
import { GRPC_KIND } from './grpc-draft.js';

describe('GrpcCheck', () => {
  it('asks the server as a whole unless a service is named', async () => {
    const { field, written } = await renderCheck(GrpcCheck, GRPC_KIND);
    type(field('Host'), 'grpc.example.com');
    await settle();
    expect(written()).toEqual({ host: 'grpc.example.com', port: 50_051, service: '', tls: false, insecure: false, timeout: 10_000 });
  });

  it('skips the certificate only where there is one', async () => {
    const { page, fold, tree, written } = await renderCheck(GrpcCheck, GRPC_KIND, { host: 'a.example', tls: true, insecure: true });
    expect(fold('Advanced').getAttribute('aria-expanded')).toBe('true');
    expect(textOf(page)).toContain('Accept any certificate');
    tree.tls().value.set(false);
    await settle();
    expect(textOf(page)).not.toContain('Accept any certificate');
    expect(written()).toMatchObject({ tls: false, insecure: false });
  });
});
