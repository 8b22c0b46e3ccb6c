// Packs the built program for Linux without making an installer, and shows what is inside and which fuses are set:
//   node electron/packaging/pack-check.ts
// Exit code 1 when something is inside that does not belong there, something is missing, or a fuse stands wrongly.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFakeElectron } from './fake-electron.ts';
import { readFuses } from './fuses.ts';
import { findPackingFaults } from './packing-faults.ts';
import { type PackedFile, readAsarFiles } from './read-asar-files.ts';

const ROOT = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A folder with an Electron to pack: the downloaded one where it is there, else a fake in `folder`. */
async function findDistribution(folder: string): Promise<{ path: string; isReal: boolean }> {
  const packageFile = require.resolve('electron/package.json');
  const real = join(dirname(packageFile), 'dist');
  if (process.platform === 'linux' && existsSync(join(real, 'electron'))) return { path: real, isReal: true };
  const fake = join(folder, 'electron');
  await makeFakeElectron(fake, require(packageFile).version);
  return { path: fake, isReal: false };
}

/** Runs electron-builder and gives the folder of the packed program. Throws with its own words when it fails. */
function pack(distribution: string, output: string): string {
  const builder = join(dirname(require.resolve('electron-builder/package.json')), 'cli.js');
  const parameters = ['--linux', '--dir', '-c', 'electron-builder.yml'];
  const settings = [`-c.electronDist=${distribution}`, `-c.directories.output=${output}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, ...parameters, ...settings], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`electron-builder failed\n${stdout}\n${stderr}`);
  return join(output, 'linux-unpacked');
}

function showFiles(files: readonly PackedFile[]): void {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  say(`app.asar: ${files.length} files, ${total} bytes`);
  for (const { path, bytes } of files) say(`  ${String(bytes).padStart(9)}  ${path}`);
}

async function check(folder: string): Promise<string[]> {
  if (!existsSync(join(ROOT, 'dist/desktop/main/main.js'))) {
    return ['dist/desktop is missing: build it with npm run build:desktop'];
  }
  const { path: distribution, isReal } = await findDistribution(folder);
  const packed = pack(distribution, join(folder, 'packed'));
  const files = await readAsarFiles(join(packed, 'resources', 'app.asar'));
  showFiles(files);
  const fuses = await readFuses(join(packed, 'klatiene'));
  say(
    isReal
      ? 'Fuses, read back from the packed Electron:'
      : 'Fuses, from the configuration only: there is no Electron binary on this machine, so electron-builder set them in ' +
          'a stand-in file that cannot run. A release reads them back from the real one.',
  );
  for (const { name, found } of fuses) say(`  ${found.padEnd(9)}  ${name}`);
  const wrong = fuses.filter(({ required, found }) => required !== found);
  return [
    ...findPackingFaults(files),
    ...wrong.map(({ name, required, found }) => `the fuse ${name} is ${found} and must be ${required}`),
  ];
}

const folder = await mkdtemp(join(tmpdir(), 'klatiene-pack-'));
try {
  const faults = await check(folder);
  for (const fault of faults) say(`wrong: ${fault}`);
  say(faults.length === 0 ? 'ok' : `${faults.length} wrong`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
