import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ClusterProblem } from './cluster-problem.ts';
import { hasLibraryLinks, makeLibraryLinks } from './library-links.ts';
import { type PlatformBinaries, programPath } from './platform-binaries.ts';
import { runChild, type SystemUser } from './run-child.ts';

/** Programs that the database's user can run. */
export interface UsableBinaries {
  readonly folder: string;
  /** The first number of PostgreSQL's version. A database is readable by one such number only. */
  readonly major: number;
  /** They were copied, because the installed ones could not be used where they are. */
  readonly areCopied: boolean;
}

/**
 * The installed programs where that works, else a copy in `home`: the package's folder may be read-only and without its
 * links, or lie where the database's user cannot go.
 */
export async function prepareBinaries(
  installed: PlatformBinaries,
  home: string,
  user: SystemUser | undefined,
): Promise<UsableBinaries> {
  try {
    makeLibraryLinks(installed.folder);
  } catch {
    // Read-only. The copy below gets its own links.
  }
  const major = await findMajor(installed.folder, home, user);
  if (major !== undefined && hasLibraryLinks(installed.folder)) {
    return { folder: installed.folder, major, areCopied: false };
  }
  const folder = path.join(home, 'binaries', installed.version);
  if (!existsSync(folder)) copyBinaries(installed, folder);
  const copiedMajor = await findMajor(folder, home, user);
  if (copiedMajor !== undefined) return { folder, major: copiedMajor, areCopied: true };
  throw new ClusterProblem(
    'binaries-not-usable',
    `PostgreSQL's programs run neither in ${installed.folder} nor in ${folder}. Look whether programs may be run there and whether the system libraries are complete, or set DATABASE_URL to a PostgreSQL server.`,
  );
}

/** Complete or not at all: the copy gets its name as the last step. */
function copyBinaries(installed: PlatformBinaries, folder: string): void {
  const parent = path.dirname(folder);
  const unfinished = `${folder}.unfinished`;
  try {
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    cpSync(path.join(installed.folder, 'native'), path.join(unfinished, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    makeLibraryLinks(unfinished);
    makeReadable(parent);
    renameSync(unfinished, folder);
  } catch (failure) {
    throw new ClusterProblem(
      'binaries-not-usable',
      `PostgreSQL's programs could not be copied from ${installed.folder} to ${folder}.`,
      failure,
    );
  }
}

/** Folders that everyone may enter, files that everyone may read, whatever the mask of this process is. */
function makeReadable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) makeReadable(place);
    else if (entry.isFile()) chmodSync(place, path.basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

/** Runs the server for its version as the database's user; undefined when that fails for whatever reason. */
async function findMajor(
  folder: string,
  cwd: string,
  user: SystemUser | undefined,
): Promise<number | undefined> {
  for (const program of ['initdb', 'pg_ctl'] as const) {
    const { exitCode } = await runChild(programPath(folder, program), ['--version'], { user, cwd });
    if (exitCode !== 0) return undefined;
  }
  const { exitCode, output } = await runChild(programPath(folder, 'postgres'), ['--version'], { user, cwd });
  const match = /(\d+)(?:\.\d+|beta|rc|devel)/.exec(output);
  return exitCode === 0 && match !== null ? Number(match[1]) : undefined;
}
