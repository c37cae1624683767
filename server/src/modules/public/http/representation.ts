import type { FastifyReply, FastifyRequest } from 'fastify';
import type { QuickAnswer } from '../../../platform/http/quick-answers.js';
import type { Representation } from '../copies/document.js';

const CODINGS = ['br', 'gzip', 'identity'] as const;
export type Coding = (typeof CODINGS)[number];

const NOTHING = Buffer.alloc(0);
const remembered = new Map<string, Coding>();
/** Browsers send few different headers; others are read anew. */
const REMEMBERED = 200;

function read(header: string): Coding {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((each) => each.trim());
    const weight = parameters.find((each) => each.startsWith('q='));
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)) || 0);
  }
  const any = weights.get('*') ?? 0;
  return (['br', 'gzip'] as const).find((coding) => (weights.get(coding) ?? any) > 0) ?? 'identity';
}

/** The smallest form of an answer that a client takes. @param header its `Accept-Encoding` */
export function codingFor(header: string | undefined): Coding {
  if (header === undefined) return 'identity';
  const known = remembered.get(header);
  if (known !== undefined) return known;
  const coding = read(header);
  if (remembered.size < REMEMBERED && header.length < 200) remembered.set(header, coding);
  return coding;
}

/** Whether the client holds these bytes already, in whatever coding it got them. */
export function holds(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return header.split(',').some((each) => {
    const [, opaque = ''] = /^(?:W\/)?"(.*)"$/.exec(each.trim()) ?? [];
    return opaque === tag || CODINGS.some((coding) => opaque === `${tag}-${coding}`);
  });
}

/** What a request says of the form it wants. */
export interface Wanted {
  'accept-encoding'?: string | string[];
  'if-none-match'?: string;
}

/**
 * The form of an answer that a client gets: ready bytes, or 304 when it has them.
 * @param headers without those that follow from the representation
 */
export function represent(
  wanted: Readonly<Wanted>,
  { tag, ...forms }: Representation,
  status: number,
  headers: Readonly<Record<string, string>>,
): QuickAnswer {
  const coding = codingFor(wanted['accept-encoding']?.toString());
  const common = { ...headers, vary: 'Accept-Encoding', etag: `"${tag}-${coding}"` };
  if (status === 200 && holds(wanted['if-none-match'], tag)) return { status: 304, headers: common, body: NOTHING };
  return { status, headers: coding === 'identity' ? common : { ...common, 'content-encoding': coding }, body: forms[coding] };
}

/** Sends what `represent` answers. HEAD gets the same headers. */
export function sendRepresentation(
  request: FastifyRequest,
  reply: FastifyReply,
  representation: Representation,
  status: number,
  headers: Readonly<Record<string, string>>,
): void {
  const answer = represent(request.headers, representation, status, headers);
  void reply.code(answer.status).headers(answer.headers);
  void (answer.status === 304 ? reply.send() : reply.send(answer.body));
}
