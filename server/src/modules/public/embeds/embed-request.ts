import type { Embed } from '@clarion/contract';
import { embedNamed, type Query, readEmbed } from '@clarion/domain';

/** Parameters of a request by name; of one that is sent twice the first counts. */
export function queryOf(query: unknown): Query {
  const values = query as Readonly<Record<string, unknown>> | null | undefined;
  return (name) => {
    const value = values?.[name];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' ? first : null;
  };
}

/** Language a frame is asked for in; badges call it by the other name. */
export const localeOf = (query: Query): string | null => query('lang') ?? query('locale');

/** @param room end of the address, such as `monitor-api` or `events/live` @returns null for what is no frame */
export function embedOf(room: string, query: Query): Embed | null {
  const named = embedNamed(room);
  return named === null ? null : readEmbed(named, query);
}

const FRAME = /^\/embed\/(.+)$/;

/**
 * The frame that another address on the same host names: older snippets tell the script what to show that way.
 * @param origin of the request   @param basePath of the installation @returns null for addresses elsewhere, and for what is no frame
 * @see pages-site §14
 */
export function embedAt(address: string, origin: string, basePath: string): { embed: Embed; query: Query } | null {
  const url = URL.parse(address, origin);
  if (url === null || url.origin !== origin || !url.pathname.startsWith(basePath)) return null;
  const room = FRAME.exec(url.pathname.slice(basePath.length))?.[1];
  const query: Query = (name) => url.searchParams.get(name);
  const embed = room === undefined ? null : embedOf(room, query);
  return embed === null ? null : { embed, query };
}
