/** The part of GameDig that is used here; the package brings no declarations. */
declare module 'gamedig' {
  /** What a game server says of itself. Protocols add members of their own under `raw`. */
  export interface GameState {
    name: string;
    map: string;
    password: boolean;
    raw: Record<string, unknown>;
    version: string;
    maxplayers: number;
    numplayers: number;
    players: { name: string; raw: Record<string, unknown> }[];
    bots: { name: string; raw: Record<string, unknown> }[];
    connect: string;
    /** Milliseconds; 0 = not measured. */
    ping: number;
    queryPort: number;
  }

  export interface QueryOptions {
    type: string;
    host: string;
    address: string;
    port: number;
    givenPortOnly: boolean;
    requestRules: boolean;
    socketTimeout: number;
    attemptTimeout: number;
    maxRetries: number;
    portCache: boolean;
  }

  /** What a protocol asks of HTTP. */
  export interface HttpParameters {
    url: string;
    method?: string;
    headers?: Record<string, string>;
    body?: string;
    json?: unknown;
    form?: Record<string, string>;
    searchParams?: Record<string, unknown>;
    responseType?: string;
    https?: { rejectUnauthorized?: boolean };
  }

  /** Base of every protocol. */
  export interface Protocol {
    options: QueryOptions;
    request(parameters: HttpParameters): Promise<unknown>;
    assertValidPort(port: number): void;
    tcpPing(): Promise<void>;
  }

  /** What protocols need of UDP. */
  export interface PacketSocket {
    send(packet: Buffer, address: string, port: number): Promise<void>;
    addCallback(listener: (fromAddress: string, fromPort: number, packet: Buffer) => void): void;
    removeCallback(listener: (fromAddress: string, fromPort: number, packet: Buffer) => void): void;
  }

  export class GameDig {
    readonly queryRunner: { udpSocket: PacketSocket };
    query(options: QueryOptions): Promise<GameState>;
  }
  export const games: Readonly<Record<string, { readonly name: string }>>;
  export const protocols: Readonly<Record<string, new () => Protocol>>;
}
