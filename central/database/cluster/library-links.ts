import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const LinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Makes the links between library names that npm cannot carry in a package and whose install script we do not run.
 * Doing it again changes nothing; two processes may do it at once. Throws the system's error where the folder cannot be
 * written to.
 */
export function makeLibraryLinks(folder: string): void {
  for (const { source, target } of readLinks(folder)) {
    const link = path.join(folder, target);
    // `existsSync` follows the link, so one that leads nowhere is made anew.
    if (existsSync(link)) continue;
    const made = `${link}.${randomUUID()}`;
    // Relative, so that the folder can be moved.
    symlinkSync(path.relative(path.dirname(target), source), made);
    renameSync(made, link);
  }
}

/** Whether every library is there under every name. */
export function hasLibraryLinks(folder: string): boolean {
  return readLinks(folder).every(({ target }) => existsSync(path.join(folder, target)));
}

/** The package's own list; a platform without one needs no links. */
function readLinks(folder: string): z.infer<typeof LinkList> {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  return existsSync(list) ? LinkList.parse(JSON.parse(readFileSync(list, 'utf8'))) : [];
}
