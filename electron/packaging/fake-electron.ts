import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The text that every Electron binary holds before its fuses, their version and their number. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const VERSION = 1;
const FUSES = '101100011';

/**
 * Makes a folder that electron-builder takes for an Electron distribution: its binary is nothing but the place of the
 * fuses, set as Electron ships them. It can be packed, not run.
 */
export async function makeFakeElectron(folder: string, electronVersion: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true });
  await writeFile(join(folder, 'version'), electronVersion);
  const binary = join(folder, 'electron');
  await writeFile(
    binary,
    Buffer.concat([Buffer.from(SENTINEL), Buffer.from([VERSION, FUSES.length]), Buffer.from(FUSES)]),
  );
  await chmod(binary, 0o755);
}
