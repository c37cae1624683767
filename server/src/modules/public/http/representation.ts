import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Representation } from '../copies/document.js';

const CODINGS = ['br', 'gzip', 'identity'] as const;
export type Coding = (typeof CODINGS)[number];

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

/**
 * Sends ready bytes, or 304 when the client has them. HEAD gets the same headers.
 * @param headers without those that follow from the representation
 */
export function sendRepresentation(
  request: FastifyRequest,
  reply: FastifyReply,
  { tag, ...forms }: Representation,
  status: number,
  headers: Readonly<Record<string, string>>,
): void {
  const coding = codingFor(request.headers['accept-encoding']);
  void reply.headers(headers).header('vary', 'Accept-Encoding').header('etag', `"${tag}-${coding}"`);
  if (status === 200 && holds(request.headers['if-none-match'], tag)) {
    void reply.code(304).send();
    return;
  }
  if (coding !== 'identity') void reply.header('content-encoding', coding);
  void reply.code(status).send(forms[coding]);
}
