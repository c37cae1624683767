import { randomInt } from 'node:crypto';
import { type Socket } from 'node:net';
import { type DnsRecord, normaliseDnsText } from '@clarion/domain';
import { type Answer, decode, type DecodedPacket, encode, RECURSION_DESIRED, type RecordType } from 'dns-packet';
import { type Dialer, type Target } from '../../../../platform/egress/dialer.js';
import { EgressError, nowhereYet, type Reach } from '../../../../platform/egress/egress-error.js';
import { type EgressPolicy } from '../../../../platform/egress/egress-policy.js';
import { withinMs } from '../time-limit.js';
import { type DnsServer } from './dns-request.js';
import { recordOf } from './record-values.js';

/** What a name server said about a name. */
export interface DnsReply {
  /** Records of the type that was asked for. */
  readonly records: readonly DnsRecord[];
  readonly doesNotExist: boolean;
  /** The server knows it first hand, and the name is not another's alias: nobody else will know better. */
  readonly isFinal: boolean;
  /** Where it was asked, and what the way took. */
  readonly reach: Readonly<Reach>;
}

/** @see monitors §6.4 */
export const DNS_QUERY_MS = 3_000;
const MOST_IDS = 65_536;
/** The length that comes before a message on a stream, bytes. @see RFC 1035 §4.2.2 */
const LENGTH_BYTES = 2;
const NO_ERROR = 'NOERROR';
const NO_NAME = 'NXDOMAIN';

type Reply = DecodedPacket & { readonly rcode?: string };

/** A question on its way. */
interface Asking {
  readonly query: Buffer;
  readonly signal: AbortSignal;
  /** Filled in as it goes on. */
  readonly reach: Reach;
}

/** Asks one name server one question, over UDP (and TCP when the answer does not fit) or over TLS. @see RFC 1035, RFC 7858 */
export class DnsClient {
  constructor(
    private readonly policy: EgressPolicy,
    private readonly dialer: Dialer,
  ) {}

  /** @throws EgressError that knows its reach */
  async ask(server: DnsServer, name: string, recordType: string, around: AbortSignal): Promise<DnsReply> {
    const signal = withinMs(DNS_QUERY_MS, around);
    const target = { host: this.policy.assertHost(server.host, server.port, 'monitor'), port: server.port, profile: 'monitor' } as const;
    const id = randomInt(MOST_IDS);
    // Not every record type has a shape in the declarations; the library knows them all.
    const question = { name, type: recordType as RecordType };
    const query = encode({ type: 'query', id, flags: RECURSION_DESIRED, questions: [question] });
    const reach = nowhereYet();
    const asking: Asking = { query, signal, reach };
    try {
      const reply = server.transport === 'TLS' ? await this.overTls(target, server, asking) : await this.overUdp(target, asking);
      return { ...readReply(reply, recordType), reach };
    } catch (error) {
      if (error instanceof EgressError) error.reach = reach;
      throw error;
    }
  }

  private async overUdp(target: Omit<Target, 'tls'>, asking: Asking): Promise<Reply> {
    const { query, signal, reach } = asking;
    const packet = await this.dialer.exchange(target, { payload: query, accepts: (answer) => hasIdOf(answer, query) }, signal, reach);
    const reply = parse(packet, query);
    return reply.flag_tc ? this.overStream(target, asking) : reply;
  }

  private async overTls(target: Omit<Target, 'tls'>, server: DnsServer, asking: Asking): Promise<Reply> {
    const { servername, takesAnyCertificate } = server;
    const tls = { alpn: [], allowSelfSigned: takesAnyCertificate === true, ...(servername === undefined ? {} : { servername }) };
    return this.overStream({ ...target, tls }, asking);
  }

  private async overStream(target: Target, { query, signal, reach }: Asking): Promise<Reply> {
    const { socket } = await this.dialer.dial(target, { connectMs: DNS_QUERY_MS, tlsMs: DNS_QUERY_MS }, signal, reach);
    try {
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt16BE(query.length);
      socket.write(Buffer.concat([length, query]));
      return parse(await readMessage(socket, signal), query);
    } finally {
      socket.on('error', () => undefined).destroy();
    }
  }
}

/** One message with its length before it. @throws EgressError */
function readMessage(socket: Socket, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const fail = (error: EgressError): void => {
      stop();
      reject(error);
    };
    const onAbort = (): void => fail(new EgressError('timeout', 'no answer in time', 'first byte'));
    const onEnd = (): void => fail(new EgressError('protocol', 'the connection was closed without an answer'));
    const onData = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk]);
      if (received.length < LENGTH_BYTES) return;
      const end = LENGTH_BYTES + received.readUInt16BE(0);
      if (received.length < end) return;
      stop();
      resolve(received.subarray(LENGTH_BYTES, end));
    };
    const stop = (): void => {
      signal.removeEventListener('abort', onAbort);
      socket.off('data', onData).off('end', onEnd).off('error', onEnd).off('close', onEnd);
    };
    socket.on('data', onData).on('end', onEnd).on('error', onEnd).on('close', onEnd);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}

const hasIdOf = (packet: Buffer, query: Buffer): boolean =>
  packet.length >= LENGTH_BYTES && packet.readUInt16BE(0) === query.readUInt16BE(0);

/** @throws EgressError when it is no answer to the question */
function parse(packet: Buffer, query: Buffer): Reply {
  let reply: Reply;
  try {
    reply = decode(packet);
  } catch (cause) {
    throw new EgressError('protocol', 'the answer is not DNS', 'first byte', { cause });
  }
  const [asked] = decode(query).questions ?? [];
  const [answered] = reply.questions ?? [];
  const isSame =
    answered === undefined || (answered.type === asked?.type && normaliseDnsText(answered.name) === normaliseDnsText(asked.name));
  if (!reply.flag_qr || !isSame || !hasIdOf(packet, query))
    throw new EgressError('protocol', 'the answer is to another question', 'first byte');
  return reply;
}

/** @throws EgressError when the server would not or could not say */
function readReply({ rcode = NO_ERROR, answers = [], flag_aa: isAuthoritative }: Reply, recordType: string): Omit<DnsReply, 'reach'> {
  if (rcode !== NO_ERROR && rcode !== NO_NAME) throw new EgressError('protocol', `the name server answered ${rcode}`);
  const records = answers.filter(({ type }: Answer) => type === recordType);
  const isAlias = records.length === 0 && answers.some(({ type }: Answer) => type === 'CNAME' || type === 'DNAME');
  return { records: records.map(recordOf), doesNotExist: rcode === NO_NAME, isFinal: isAuthoritative && !isAlias };
}
