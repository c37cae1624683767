import { readFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

export interface SmtpSinkOptions {
  /** `starttls`: offered, under a certificate nobody vouches for; `tls`: from the first byte. */
  tls?: 'none' | 'starttls' | 'tls';
  /** Name and password that are asked for. */
  login?: readonly [user: string, password: string];
  /** Mails are counted and not kept: for many of them. */
  countsOnly?: boolean;
}

/** A refusal with its SMTP status. */
const refusal = (status: number, text: string): Error => Object.assign(new Error(text), { responseCode: status });

/** A mail server on the loopback address that keeps what it gets, or refuses it as a spec wants. */
export class SmtpSink {
  readonly mails: ParsedMail[] = [];
  /** As they came. */
  readonly raw: string[] = [];
  readonly recipients: string[] = [];
  /** Mails by their Message-ID: a mailbox shows a repetition once. */
  readonly effects = new Set<string>();
  count = 0;
  connections = 0;
  secure = 0;
  /** Status a recipient, a mail, or everybody who connects is refused with; 0 = taken. */
  refuse: { rcpt?: number; data?: number; connect?: number } = {};
  /** Recipients that `refuse.rcpt` is for. */
  refusedAddress = /./;
  slowMs = 0;

  private constructor(private readonly server: SMTPServer) {}

  static async start({ tls = 'none', login, countsOnly = false }: SmtpSinkOptions = {}): Promise<SmtpSink> {
    const state: { sink?: SmtpSink } = {};
    const server = new SMTPServer({
      secure: tls === 'tls',
      key: fixture('self-signed.key.pem'),
      cert: fixture('self-signed.cert.pem'),
      hideSTARTTLS: tls !== 'starttls',
      disabledCommands: login === undefined ? ['AUTH'] : [],
      allowInsecureAuth: true,
      disableReverseLookup: true,
      logger: false,
      onConnect: (_session, done) => {
        const { connect = 0 } = state.sink?.refuse ?? {};
        if (state.sink !== undefined) state.sink.connections += 1;
        done(connect === 0 ? null : refusal(connect, 'go away'));
      },
      onAuth: ({ username, password }, _session, done) =>
        username === login?.[0] && password === login?.[1] ? done(null, { user: username }) : done(refusal(535, 'wrong password')),
      onRcptTo: ({ address }, _session, done) => {
        const rcpt = state.sink?.refusedAddress.test(address) === true ? (state.sink.refuse.rcpt ?? 0) : 0;
        if (rcpt === 0) state.sink?.recipients.push(address);
        done(rcpt === 0 ? null : refusal(rcpt, `no such mailbox <${address}>`));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          void state.sink?.take(Buffer.concat(chunks), session.secure, countsOnly).then((status) => {
            done(status === 0 ? null : refusal(status, 'not this mail'));
          });
        });
      },
    });
    server.on('error', () => undefined);
    const sink = new SmtpSink(server);
    state.sink = sink;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    return sink;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** What an installation is told to use it. */
  env(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(this.port),
      SMTP_USER: '-',
      SMTP_PASS: '-',
      SMTP_FROM_EMAIL: 'Acme Status <status@acme.test>',
      ...more,
    };
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async take(bytes: Buffer, isSecure: boolean, countsOnly: boolean): Promise<number> {
    if (this.slowMs > 0) await pause(this.slowMs);
    const { data = 0 } = this.refuse;
    if (data !== 0) return data;
    this.count += 1;
    if (isSecure) this.secure += 1;
    if (countsOnly) return 0;
    const text = bytes.toString('utf8');
    this.raw.push(text);
    this.effects.add(/^message-id: (.*)$/im.exec(text)?.[1] ?? '');
    this.mails.push(await simpleParser(bytes));
    return 0;
  }
}
