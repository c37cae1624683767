import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CopyKey } from '../copies/copy-key.js';
import type { Document } from '../copies/document.js';
import { NoCopyError } from '../copies/no-copy.js';
import { variantOf } from './choice.js';
import { sendPlainPage } from './plain-page.js';
import { documentHeaders } from './policies.js';
import { sendRepresentation } from './representation.js';

/** What answers are taken from. */
export interface DocumentSource {
  readonly locales: readonly string[];
  document(key: CopyKey): Promise<Document | null>;
}

/** Answers with a page for people, or with the designed 404. @param key null = there is certainly nothing */
export async function sendDocument(
  pages: DocumentSource,
  request: FastifyRequest,
  reply: FastifyReply,
  key: CopyKey | null,
): Promise<void> {
  try {
    const found = key === null ? null : await pages.document(key);
    const document = found ?? (await notFound(pages, request));
    if (document === null) {
      sendPlainPage(reply, 404);
      return;
    }
    sendRepresentation(request, reply, document, document.status, documentHeaders(document));
  } catch (error) {
    if (!(error instanceof NoCopyError)) throw error;
    sendPlainPage(reply, 503);
  }
}

/** @returns null when it cannot be made now: the address is unknown all the same */
async function notFound(pages: DocumentSource, request: FastifyRequest): Promise<Document | null> {
  try {
    return await pages.document({ kind: 'not-found', ...variantOf(request, pages.locales) });
  } catch (error) {
    if (error instanceof NoCopyError) return null;
    throw error;
  }
}
