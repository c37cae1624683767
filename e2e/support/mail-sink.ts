import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Environment } from './product.js';

/** A mail server on the loopback address that keeps what it gets. */
export interface MailSink {
  /** In the order of their arrival. */
  readonly mails: readonly ParsedMail[];
  /** What an installation is told to use it. */
  readonly env: Environment;
  /** Those to one address. */
  to(address: string): ParsedMail[];
  stop(): Promise<void>;
}

export async function aMailSink(): Promise<MailSink> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, done) => {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    mails,
    env: {
      ...{ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(port), SMTP_USER: '-', SMTP_PASS: '-' },
      SMTP_FROM_EMAIL: 'Acme Status <status@example.org>',
    },
    to: (address) => mails.filter(({ to }) => [to ?? []].flat().some(({ value }) => value.some((each) => each.address === address))),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
