import { createSocket, type Socket } from 'node:dgram';

const HEADER = Buffer.from([0xff, 0xff, 0xff, 0xff]);
const CHALLENGE = Buffer.from([0x01, 0x02, 0x03, 0x04]);
const INFO = 0x54;
const PLAYERS = 0x55;
const RULES = 0x56;
const INFO_QUESTION = 25;

const text = (value: string): Buffer => Buffer.from(`${value}\0`);
const packet = (letter: string, ...parts: readonly Uint8Array[]): Buffer => Buffer.concat([HEADER, Buffer.from(letter), ...parts]);

/** A game server on the loopback address that speaks Valve's Source protocol: challenge, information, players, rules. */
export class SourceServer {
  /** The kinds of questions that came with the right challenge. */
  readonly asked: ('info' | 'players' | 'rules')[] = [];
  port = 0;
  private readonly socket: Socket = createSocket('udp4');

  private constructor(private readonly answers: (question: Buffer) => Buffer | null | undefined) {}

  /** @param answers what is sent instead; undefined = as a good server would, null = silence */
  static async start(answers: (question: Buffer) => Buffer | null | undefined = () => undefined): Promise<SourceServer> {
    const server = new SourceServer(answers);
    server.socket.on('message', (question, from) => {
      const instead = server.answers(question);
      const answer = instead === undefined ? server.answer(question) : instead;
      if (answer !== null) server.socket.send(answer, from.port, from.address);
    });
    await new Promise<void>((resolve) => server.socket.bind(0, '127.0.0.1', resolve));
    server.port = server.socket.address().port;
    return server;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.socket.close(resolve));
  }

  private answer(question: Buffer): Buffer | null {
    const kind = question[4];
    const challenge = kind === INFO ? question.subarray(INFO_QUESTION) : question.subarray(5);
    if (!challenge.equals(CHALLENGE)) return packet('A', CHALLENGE);
    if (kind === INFO) return this.noting('info', information());
    if (kind === PLAYERS)
      return this.noting('players', packet('D', Buffer.from([1, 0]), text('Ada'), Buffer.from([7, 0, 0, 0, 0, 0, 0x20, 0x41])));
    if (kind === RULES) return this.noting('rules', packet('E', Buffer.from([1, 0]), text('sv_gravity'), text('800')));
    return null;
  }

  private noting(kind: 'info' | 'players' | 'rules', answer: Buffer): Buffer {
    this.asked.push(kind);
    return answer;
  }
}

/** Protocol 17, one of sixteen players, dedicated, on Linux. */
function information(): Buffer {
  const parts = [text('Ada’s arena'), text('de_dust2'), text('tf'), text('Team Fortress'), Buffer.from([0xb8, 0x01])];
  return packet('I', Buffer.from([17]), ...parts, Buffer.from([1, 16, 0]), Buffer.from('dl'), Buffer.from([0, 1]), text('1.0.0.0'));
}
