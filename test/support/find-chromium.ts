import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The browser that the tests drive: `KLATIENE_CHROMIUM`, else a Chromium or Chrome on the PATH.
 * Throws with the way to install one when there is none.
 */
export function findChromium(): string {
  const named = process.env.KLATIENE_CHROMIUM;
  if (named !== undefined && named !== '') return named;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      if (isExecutable(path)) return path;
    }
  }
  throw new Error(
    'No Chromium was found. On Debian or Ubuntu: apt-get install -y --no-install-recommends chromium. ' +
      'Elsewhere install Chrome or Chromium and name it in KLATIENE_CHROMIUM.',
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
