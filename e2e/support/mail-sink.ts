import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Environment } from './product.js';

/** A mail server on the loopback address that takes everything and keeps it. */
export interface MailSink {
  /** Settings of a product that sends by it. */
  readonly env: Environment;
  /** Mails as they came, the oldest first. */
  readonly mails: readonly { readonly to: string; readonly raw: string }[];
  stop(): Promise<void>;
}

export async function aMailSink(): Promise<MailSink> {
  const mails: { to: string; raw: string }[] = [];
  const sink = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        for (const { address } of session.envelope.rcptTo) mails.push({ to: address, raw });
        done(null);
      });
    },
  });
  sink.on('error', () => undefined);
  sink.listen(0, '127.0.0.1');
  await once(sink.server, 'listening');
  const { port } = sink.server.address() as AddressInfo;
  return {
    env: { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(port), SMTP_USER: '-', SMTP_PASS: '-', SMTP_FROM_EMAIL: 'Acme <status@acme.test>' },
    mails,
    stop: () => new Promise((resolve) => sink.close(() => resolve())),
  };
}
