/** The scheme that the window's pages are served under. */
export const APP_SCHEME = 'app';

/** The one host of the scheme. */
export const APP_HOST = 'klatiene';

/** What every address of our own pages begins with. */
export const APP_ADDRESS = `${APP_SCHEME}://${APP_HOST}/`;
