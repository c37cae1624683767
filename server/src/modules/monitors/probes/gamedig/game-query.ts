import { GameDig, type GameState, type HttpParameters, type Protocol, protocols, type QueryOptions } from 'gamedig';
import { type EgressClient } from '../../../../platform/egress/egress-client.js';
import { type EgressPolicy } from '../../../../platform/egress/egress-policy.js';
import { type HeaderList } from '../../../../platform/egress/request-headers.js';
import { UdpSocket } from '../../../../platform/egress/udp-socket.js';
import { type GamedigRequest } from './gamedig-request.js';

/** For one packet or one HTTP answer. @see monitors §6.10 */
const SOCKET_MS = 2_000;
const MOST_REDIRECTS = 3;
const OK = 200;

/** Handed to the protocols with their options, down to those that they use themselves. */
interface Guarded extends QueryOptions {
  /** @throws EgressError */
  readonly assertDial: (port: number) => void;
  /** @throws EgressError */
  readonly send: (parameters: HttpParameters) => Promise<unknown>;
}

guardProtocols();

/**
 * Bends the library's base protocol once, for every game: a port is asked about before it is dialled, since a game may send us on to
 * another of its ports, and HTTP goes through our own client, which looks where redirects lead. @see reliability SEC-22, SEC-23
 */
function guardProtocols(): void {
  const [anyProtocol] = Object.values(protocols);
  if (anyProtocol === undefined) throw new Error('GameDig has no protocols');
  const base = basePrototype(anyProtocol.prototype as Protocol);
  const { assertValidPort } = base;
  base.assertValidPort = function (this: Protocol, port) {
    assertValidPort.call(this, port);
    (this.options as Guarded).assertDial(port);
  };
  base.request = async function (this: Protocol, parameters) {
    await this.tcpPing();
    return (this.options as Guarded).send(parameters);
  };
}

function basePrototype(prototype: Protocol): Protocol {
  const above = Object.getPrototypeOf(prototype) as Protocol;
  return Object.hasOwn(prototype, 'assertValidPort') ? prototype : basePrototype(above);
}

/**
 * Asks a game server how it is, with sockets of its own that are closed afterwards.
 * @param address a literal that was checked for the port of the request
 * @param limit when it aborts nobody waits any more
 * @throws Error the library's; its stack tells of every attempt
 */
export async function queryGame(
  { gameId, port, timeoutMs, guessesPort, asksForRules }: GamedigRequest,
  address: string,
  way: { policy: EgressPolicy; egress: EgressClient },
  limit: AbortSignal,
): Promise<GameState> {
  const udp = new UdpSocket(address, way.policy, 'monitor');
  const client = new GameDig();
  // The library's own socket may share its port with another query's.
  client.queryRunner.udpSocket = {
    send: async (packet, to, at) => udp.send(packet, to, at),
    addCallback: (listener) => udp.listen(listener),
    removeCallback: (listener) => udp.unlisten(listener),
  };
  const options: Guarded = {
    type: gameId,
    // The literal twice: some protocols dial the one, some the other.
    host: address,
    address,
    port,
    givenPortOnly: !guessesPort,
    requestRules: asksForRules,
    socketTimeout: SOCKET_MS,
    attemptTimeout: timeoutMs,
    maxRetries: 1,
    portCache: false,
    assertDial: (each) => way.policy.assertAddress(address, each, 'monitor'),
    send: async (parameters) => sendHttp(parameters, way.egress, limit),
  };
  const query = client.query(options);
  query.catch(() => undefined);
  try {
    return await Promise.race([query, whenAborted(limit)]);
  } finally {
    udp.close();
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const onAbort = (): void => reject(new Error('the query was ended'));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** @returns the body, as JSON when that was asked for   @throws EgressError */
async function sendHttp(parameters: HttpParameters, egress: EgressClient, signal: AbortSignal): Promise<unknown> {
  const { method, headers = {}, json, form, responseType, https } = parameters;
  const url = new URL(parameters.url);
  for (const [name, value] of Object.entries(parameters.searchParams ?? {})) {
    if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
  }
  const body = json !== undefined ? JSON.stringify(json) : form !== undefined ? new URLSearchParams(form).toString() : parameters.body;
  const type = json !== undefined ? 'application/json' : 'application/x-www-form-urlencoded';
  const own: HeaderList = Object.entries(headers);
  const response = await egress.request({
    url,
    profile: 'monitor',
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: json === undefined && form === undefined ? own : [...own, ['content-type', type]],
    ...(body === undefined ? {} : { body }),
    timeoutMs: SOCKET_MS,
    maxRedirects: MOST_REDIRECTS,
    tls: { allowSelfSigned: https?.rejectUnauthorized === false },
    signal,
  });
  if (response.status !== OK) throw new Error(`Bad status code: ${response.status}`);
  const text = response.body.toString('utf8');
  return responseType === 'json' ? (JSON.parse(text) as unknown) : text;
}
