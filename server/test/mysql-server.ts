import { EventEmitter } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import mysql from 'mysql2';

/** A statement, and ways to answer it. */
export interface MysqlQuery {
  readonly sql: string;
  rows(...rows: readonly (readonly string[])[]): void;
  done(): void;
  fail(code: number, message: string): void;
}

interface WireConnection extends EventEmitter {
  serverHandshake(handshake: object): void;
  writeOk(): void;
  writeEof(): void;
  writeError(error: { code: number; message: string }): void;
  writeColumns(columns: readonly object[]): void;
  writeTextRow(row: readonly string[]): void;
  /** To be called after every answer: a command begins to count anew. */
  _resetSequenceId(): void;
}

const CAPABILITIES = 0x00_0f_ff_ff & ~0x08_00; // everything but TLS
const VAR_STRING = 0xfd;
const UTF8 = 33;
const COLUMN = {
  catalog: 'def',
  schema: '',
  table: '',
  orgTable: '',
  name: 'x',
  orgName: '',
  characterSet: UTF8,
  columnLength: 255,
  columnType: VAR_STRING,
  flags: 0,
  decimals: 0,
};

/** A server that speaks MySQL's wire on the loopback address, and says what a spec makes it say. */
export class MysqlServer {
  /** What it was asked, without the good-byes. */
  readonly asked: string[] = [];
  port = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  private constructor(
    private readonly answering: (query: MysqlQuery) => void,
    private readonly password: string,
  ) {
    this.server = createServer((socket) => this.serve(socket));
  }

  /** @param answering gets what is no housekeeping   @param password empty = anybody may in, else nobody */
  static async start(answering: (query: MysqlQuery) => void, password = ''): Promise<MysqlServer> {
    const server = new MysqlServer(answering, password);
    await new Promise<void>((resolve) => server.server.listen(0, '127.0.0.1', resolve));
    server.port = (server.server.address() as AddressInfo).port;
    return server;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    // The library can be a server too, and says so nowhere in its declarations.
    const options = { stream: socket, isServer: true } as mysql.ConnectionOptions;
    const wire = mysql.createConnection(options) as unknown as WireConnection;
    wire.on('error', () => undefined);
    wire.serverHandshake({
      protocolVersion: 10,
      serverVersion: '8.4.0-spec',
      connectionId: 1,
      statusFlags: 2,
      characterSet: UTF8,
      capabilityFlags: CAPABILITIES,
      authCallback: (_: unknown, done: (error: null, refusal?: { message: string; code: number }) => void) => {
        if (this.password === '') done(null);
        else done(null, { message: `Access denied using ${this.password}`, code: 1045 });
        wire._resetSequenceId();
      },
    });
    const answer = (sql: string): void => this.answer(wire, sql);
    // To the library a SET is something to prepare.
    wire.on('query', answer).on('stmt_prepare', answer);
  }

  private answer(wire: WireConnection, sql: string): void {
    this.asked.push(sql);
    const say = (write: () => void): void => {
      write();
      wire._resetSequenceId();
    };
    if (/^(START TRANSACTION|ROLLBACK)/.test(sql)) return say(() => wire.writeOk());
    this.answering({
      sql,
      done: () => say(() => wire.writeOk()),
      fail: (code, message) => say(() => wire.writeError({ code, message })),
      rows: (...rows) =>
        say(() => {
          wire.writeColumns([COLUMN]);
          for (const row of rows) wire.writeTextRow(row);
          wire.writeEof();
        }),
    });
  }
}
