/** Rules of paths; the dashboard asks the same ones while somebody types. */
export { isPagePath, sanitizePath } from '@clarion/domain';
