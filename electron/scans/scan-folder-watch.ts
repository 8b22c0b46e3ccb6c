import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, rename } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { KIND_BYTES, recogniseKind } from '#shared/attachments/attachment-kind.ts';
import { ATTACHMENT_LIMITS } from '#shared/attachments/attachment-limits.ts';
import type { Scan, ScanFolder } from '#shared/bridge/scans.ts';
import { instantOf } from '#shared/kernel/instant.ts';

/** Where a scan goes that was attached. */
export const ATTACHED_FOLDER = 'Pievienotie';

/** A file that has stayed as it is for this long is written to no more. */
const STILL_MILLISECONDS = 2000;

/** Older files are no new scans: nobody wants last year's offered. */
const NEW_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Where a name has become a link since it was looked at, opening fails: a link may lead anywhere (AT32). */
const READ_NO_LINK = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/** How a file was when it was looked at, and since when it has been so. */
interface Sighting {
  readonly bytes: number;
  readonly changedAt: number;
  readonly since: number;
}

/** No such scan is offered now, whatever lies in the folder. */
class NotOffered extends Error {
  override readonly name = 'NotOffered';
}

/**
 * The folder into which a scanner puts its files (AT32 to AT35). It is looked through each time somebody asks, because
 * network drives tell of no changes:
 *
 *     seen → still for two seconds and readable: offered → attached: moved away
 *                                                       └→ ignored: left where it is
 */
export class ScanFolderWatch {
  readonly #now: () => number;
  #folder: string | null;
  #seen = new Map<string, Sighting>();
  /** What is offered no more, by name and state: another file under the same name is another scan. */
  readonly #settled = new Set<string>();

  constructor(folder: string | null, now: () => number) {
    this.#folder = folder;
    this.#now = now;
  }

  /** Watches another folder, or none. */
  watch(folder: string | null): void {
    this.#folder = folder;
    this.#seen = new Map();
  }

  /** What there is to attach now. */
  async look(): Promise<ScanFolder> {
    const folder = this.#folder;
    if (folder === null) return { kind: 'none' };
    try {
      const scans = await this.#scansIn(folder);
      return { kind: 'watched', folder, scans };
    } catch {
      return { kind: 'out-of-reach', folder };
    }
  }

  /** The content of a scan that is offered. Throws for anything else, and for what is too large to be attached. */
  async read(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const path = await this.#pathOfOffered(name);
    const handle = await open(path, READ_NO_LINK);
    try {
      const { size } = await handle.stat();
      if (size > ATTACHMENT_LIMITS.bytes) throw new NotOffered();
      return new Uint8Array(await handle.readFile());
    } finally {
      await handle.close();
    }
  }

  /** Offers a scan no more; one that was attached is moved away, where the folder lets it be moved. */
  async settle(name: string, as: 'attached' | 'ignored'): Promise<void> {
    const path = await this.#pathOfOffered(name);
    const sighting = this.#seen.get(name);
    if (sighting !== undefined) this.#settled.add(keyOf(name, sighting));
    if (as === 'attached') await moveAway(path, name, this.#now()).catch(() => undefined);
  }

  async #scansIn(folder: string): Promise<Scan[]> {
    const now = this.#now();
    const seen = new Map<string, Sighting>();
    const scans: Scan[] = [];
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (!entry.isFile() || entry.name.startsWith('.')) continue;
      const found = await lstat(join(folder, entry.name)).catch(() => undefined);
      if (found === undefined || now - found.mtimeMs > NEW_MILLISECONDS) continue;
      const before = this.#seen.get(entry.name);
      const isSame = before?.bytes === found.size && before.changedAt === found.mtimeMs;
      const since = isSame ? before.since : now;
      const sighting = { bytes: found.size, changedAt: found.mtimeMs, since };
      seen.set(entry.name, sighting);
      if (found.size === 0 || now - since < STILL_MILLISECONDS) continue;
      if (this.#settled.has(keyOf(entry.name, sighting))) continue;
      if (!(await isAccepted(join(folder, entry.name)))) continue;
      scans.push({ name: entry.name, bytes: found.size, scannedAt: instantOf(Math.floor(found.mtimeMs)) });
    }
    this.#seen = seen;
    return scans.sort((a, b) => (a.scannedAt < b.scannedAt ? -1 : 1));
  }

  /** A window reads nothing but what it was offered. */
  async #pathOfOffered(name: string): Promise<string> {
    const present = await this.look();
    const isOffered = present.kind === 'watched' && present.scans.some((scan) => scan.name === name);
    if (!isOffered) throw new NotOffered();
    return join(present.folder, name);
  }
}

function keyOf(name: string, { bytes, changedAt }: Sighting): string {
  return `${name} ${bytes} ${changedAt}`;
}

/** Whether a file can be read now, and is of a kind that can be attached. */
async function isAccepted(path: string): Promise<boolean> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, READ_NO_LINK);
    const head = new Uint8Array(KIND_BYTES);
    const { bytesRead } = await handle.read(head, 0, KIND_BYTES, 0);
    const kind = recogniseKind(head.subarray(0, bytesRead));
    return kind !== undefined && kind !== 'phone-photo';
  } catch {
    // A scanner that still writes may keep everybody else out.
    return false;
  } finally {
    await handle?.close();
  }
}

/** Moves a file into the folder of attached ones beside it; the time is added to a name that is taken there. */
async function moveAway(path: string, name: string, now: number): Promise<void> {
  const folder = join(path, '..', ATTACHED_FOLDER);
  await mkdir(folder, { recursive: true });
  const isTaken = (await readdir(folder)).includes(name);
  const ending = extname(name);
  const free = isTaken ? `${name.slice(0, name.length - ending.length)}-${now}${ending}` : name;
  await rename(path, join(folder, free));
}
