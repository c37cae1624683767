import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A mail that was taken, as far as anybody asks. */
export interface SunkMail {
  /** Its `Message-ID`: a mailbox shows a repetition once. */
  readonly id: string;
  readonly to: string;
  /** As it came, unfolded. */
  readonly subject: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Steps that can be refused, with the line the server says, such as `421 4.3.2 closing`. */
export type MailRefusals = Partial<Record<'connect' | 'signIn' | 'recipient' | 'data', string>>;

/** A mail server that says yes to everything, or no to what it is told to: as cheap as one can be, so that it is not what is measured. */
export interface FastMailSink {
  readonly port: number;
  readonly mails: readonly SunkMail[];
  /** What is refused from now on. */
  refuse(steps: MailRefusals): void;
  /** Ends every connection. */
  hangUp(): void;
  /** Refused so far, over all steps. */
  readonly refused: number;
  /** Settings of an installation that uses it. */
  env(): Record<string, string>;
  stop(): Promise<void>;
}

const END = '\r\n.\r\n';

/** @param options.asksForSignIn a name and a password are wanted, any are taken */
export async function aFastMailSink(options: { asksForSignIn?: boolean } = {}): Promise<FastMailSink> {
  const { asksForSignIn = false } = options;
  const mails: SunkMail[] = [];
  const sockets = new Set<Socket>();
  let refusals: MailRefusals = {};
  let refused = 0;

  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    let [rest, to, isData] = ['', '', false];
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    const sayOf = (step: keyof MailRefusals, yes: string): boolean => {
      const no = refusals[step];
      if (no !== undefined) refused += 1;
      say(no ?? yes);
      if (no?.startsWith('421') === true) socket.end();
      return no === undefined;
    };
    const hear = (line: string): void => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO' || verb === 'HELO')
        say(asksForSignIn ? '250-sink\r\n250-AUTH PLAIN\r\n250 8BITMIME' : '250-sink\r\n250 8BITMIME');
      else if (verb === 'AUTH') sayOf('signIn', '235 2.7.0 welcome');
      else if (verb === 'RCPT') {
        to = /<([^>]*)>/.exec(line)?.[1] ?? '';
        sayOf('recipient', '250 2.1.5 ok');
      } else if (verb === 'DATA') {
        isData = sayOf('data', '354 go on');
      } else if (verb === 'QUIT') socket.end('221 2.0.0 bye\r\n');
      else say('250 2.0.0 ok');
    };
    socket.on('data', (chunk: string) => {
      rest += chunk;
      for (;;) {
        const end = rest.indexOf(isData ? END : '\r\n');
        if (end < 0) return;
        const part = rest.slice(0, end);
        rest = rest.slice(end + (isData ? END.length : 2));
        if (isData) {
          isData = false;
          mails.push(mailOf(part, to));
          say('250 2.0.0 taken');
        } else hear(part);
      }
    });
    sayOf('connect', '220 sink ESMTP');
  };

  const server: Server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const signIn = asksForSignIn ? { SMTP_USER: 'clarion', SMTP_PASS: 'sink' } : { SMTP_USER: '-', SMTP_PASS: '-' };
  return {
    port,
    mails,
    refuse: (steps) => void (refusals = steps),
    hangUp: () => {
      for (const socket of sockets) socket.destroy();
    },
    get refused() {
      return refused;
    },
    env: () => ({ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(port), SMTP_FROM_EMAIL: 'Acme Status <status@acme.test>', ...signIn }),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function mailOf(text: string, to: string): SunkMail {
  const headers = text.slice(0, text.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  const header = (name: string): string => new RegExp(`^${name}: *(.*)$`, 'im').exec(headers)?.[1]?.trim() ?? '';
  return { id: header('message-id'), to, subject: header('subject'), at: Date.now() };
}
