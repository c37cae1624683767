/** How the API calls the home page. */
export const HOME = '~home';

/** Where a page lies, for people: `/eu-region`. */
export const pathWords = (path: string): string => (path === HOME ? '/' : `/${path}`);

/** Address of its public page. @param base path of the installation, with a slash at both ends */
export const publicAddress = (path: string, base: string): string => (path === HOME ? base : base + path);
