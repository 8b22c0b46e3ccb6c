import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CommandProblem } from './terminal.ts';

/** The folder of the program itself. */
export const PROGRAM_FOLDER = path.resolve(import.meta.dirname, '../..');

/** Something that is built from the sources before it can be used. */
export interface Build {
  readonly script: string;
  readonly what: string;
  /** The folder that it is built into; the stamp lies beside it. */
  readonly output: string;
  /** Files and folders that it is built from. */
  readonly sources: readonly string[];
}

const COMMON_SOURCES = ['shared', 'renderer', 'package.json', 'package-lock.json', 'tsconfig.base.json'];

/** The application that the centre serves. */
export const WEB_BUILD: Build = {
  script: 'build:web',
  what: 'web application',
  output: 'dist/web',
  sources: [...COMMON_SOURCES, 'vite.config.ts'],
};

/** The program of the desktop window. */
export const DESKTOP_BUILD: Build = {
  script: 'build:desktop',
  what: 'desktop application',
  output: 'dist/desktop',
  sources: [...COMMON_SOURCES, 'electron', 'electron.vite.config.ts'],
};

/**
 * Builds what is missing or older than its sources. Whether it is older is told by a digest of the sources, because
 * times of files say nothing after a checkout. Throws a `CommandProblem` with what the build said when it fails.
 */
export async function ensureBuilt(
  build: Build,
  options: { readonly log: (line: string) => void; readonly signal?: AbortSignal; readonly folder?: string },
): Promise<'fresh' | 'built' | 'stopped'> {
  const folder = options.folder ?? PROGRAM_FOLDER;
  const stampFile = path.join(folder, `${build.output}.stamp`);
  const stamp = stampOf(build, folder);
  if (existsSync(path.join(folder, build.output)) && readStamp(stampFile) === stamp) return 'fresh';
  options.log(`Building the ${build.what}; this takes a moment the first time.`);
  await runScript(build, folder, options.signal);
  if (options.signal?.aborted === true) return 'stopped';
  writeFileSync(stampFile, `${stamp}\n`);
  return 'built';
}

/** SHA-256 over the names and contents of all sources. */
function stampOf(build: Build, folder: string): string {
  const hash = createHash('sha256');
  for (const file of build.sources.flatMap((source) => filesOf(folder, source)).sort()) {
    const content = readFileSync(path.join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesOf(folder: string, source: string): readonly string[] {
  const place = path.join(folder, source);
  const status = statSync(place, { throwIfNoEntry: false });
  if (status === undefined) return [];
  if (status.isFile()) return [source];
  const entries = readdirSync(place, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

function readStamp(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/** Runs an npm script quietly; what it said is told only when it fails. */
async function runScript(build: Build, folder: string, signal: AbortSignal | undefined): Promise<void> {
  const args = ['run', '--silent', build.script];
  const npm = process.env.npm_execpath;
  const [program, ...all] = npm === undefined ? ['npm', ...args] : [process.execPath, npm, ...args];
  const child = spawn(program ?? 'npm', all, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    // On Windows npm is a script of the shell.
    shell: npm === undefined && process.platform === 'win32',
    ...(signal === undefined ? {} : { signal }),
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  if (exitCode === 0 || signal?.aborted === true) return;
  const told = Buffer.concat(said).toString('utf8').trim().split('\n').slice(-20).join('\n');
  throw new CommandProblem(
    `The ${build.what} could not be built. "npm run ${build.script}" shows why.\n${told}`,
  );
}
