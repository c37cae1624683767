import { fileURLToPath } from 'node:url';

/** Where the built interfaces are. */
export interface UiFiles {
  /** The bundle of the public page for the server. */
  bundle: URL;
  /** Files of the public page for browsers. */
  publicFiles: string;
  /** Files of the dashboard. */
  adminFiles: string;
}
export const UI_FILES = Symbol('UI_FILES');

/** As deep in the sources as in the build. */
const WORKSPACE = new URL('../../../../', import.meta.url);
const inWorkspace = (path: string): URL => new URL(path, WORKSPACE);

/** The interfaces of this checkout. */
export const builtUiFiles = (): UiFiles => ({
  bundle: inWorkspace('public-ui/dist/server/server.mjs'),
  publicFiles: fileURLToPath(inWorkspace('public-ui/dist/browser')),
  adminFiles: fileURLToPath(inWorkspace('admin-ui/dist/browser')),
});
