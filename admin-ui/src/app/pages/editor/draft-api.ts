import { HttpClient, type HttpResponse } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { Page, PageContent, PageDraft, PageDraftResponse, PageResponse } from '../../api/pages.js';
import { pageUrl } from '../page-actions.js';

/** A draft and the version of it that was read. */
export interface VersionedDraft {
  draft: PageDraft;
  /** Opaque; null when the server named none. */
  etag: string | null;
}

const draftUrl = (path: string): string => `${pageUrl(path)}/draft`;
const ifMatch = (etag: string | null): Record<string, string> => (etag === null ? {} : { 'If-Match': etag });
const versioned = ({ body, headers }: HttpResponse<PageDraftResponse>): VersionedDraft => ({
  draft: body!.draft,
  etag: headers.get('etag'),
});

/** The server's side of a draft. What changes it is refused with 412 when somebody changed it since `etag`. */
@Service()
export class DraftApi {
  private readonly http = inject(HttpClient);

  async load(path: string): Promise<VersionedDraft> {
    return versioned(await firstValueFrom(this.http.get<PageDraftResponse>(draftUrl(path), { observe: 'response' })));
  }

  async save(path: string, content: PageContent, etag: string | null): Promise<VersionedDraft> {
    const options = { headers: ifMatch(etag), observe: 'response' } as const;
    return versioned(await firstValueFrom(this.http.put<PageDraftResponse>(draftUrl(path), content, options)));
  }

  async discard(path: string, etag: string | null): Promise<void> {
    await firstValueFrom(this.http.delete(draftUrl(path), { headers: ifMatch(etag) }));
  }

  /** @param overwrite also when the page was changed after the draft was begun; otherwise that is a 409 */
  async publish(path: string, etag: string | null, overwrite: boolean): Promise<Page> {
    const body = overwrite ? { overwrite } : {};
    return (await firstValueFrom(this.http.post<PageResponse>(`${draftUrl(path)}/publish`, body, { headers: ifMatch(etag) }))).page;
  }
}
