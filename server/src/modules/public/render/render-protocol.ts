/** What the server's bundle of `public-ui` exports. */
export interface PageRenderer {
  render(input: { url: string; snapshot: unknown; texts: unknown; baseHref: string }): Promise<RenderedDocument>;
}

export interface RenderedDocument {
  html: string;
  /** HTTP status the document travels with. */
  status: number;
  /** Sources for `script-src`, such as `'sha256-…'` without the quotes, of every inline script in `html`. */
  inlineScriptHashes: readonly string[];
}

/** What the worker thread is started with. */
export interface WorkerSettings {
  /** File URL of the bundle. */
  bundle: string;
  /** Base path of the installation with a slash at its end: `/`, `/status/`. */
  baseHref: string;
}

/** A document to render from a snapshot and to compress. */
export interface WorkerRequest {
  id: number;
  url: string;
  snapshot: string;
  /** JSON of the texts of its language; null = the bundle has them. */
  texts: string | null;
  brotliQuality: number;
}

/** One text in the three forms a client may ask for. */
export interface PackedBytes {
  identity: Uint8Array;
  gzip: Uint8Array;
  br: Uint8Array;
}

export type WorkerReply =
  | ({ id: number; kind: 'rendered'; status: number; inlineScriptHashes: readonly string[] } & PackedBytes)
  | { id: number; kind: 'failed'; message: string };
