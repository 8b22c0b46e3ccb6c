import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const BALLAST = 'ballast';

/** A disk of its own for one profile, small enough to be filled: a tmpfs, which only root can mount. */
export class SmallDisk {
  readonly folder: string;
  #isMounted = true;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Mounts it at `folder`; gives the reason where that cannot be done here. */
  static mount(
    folder: string,
    megabytes: number,
  ): { readonly disk: SmallDisk } | { readonly reason: string } {
    mkdirSync(folder, { recursive: true });
    const { status, error, stderr } = spawnSync(
      'mount',
      ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'klatiene-chaos', folder],
      { encoding: 'utf8' },
    );
    if (status === 0) return { disk: new SmallDisk(folder) };
    return { reason: error?.message ?? stderr.trim() };
  }

  /** Writes until not one byte more is taken. Gives how many were; what is freed meanwhile can be filled again. */
  fill(): number {
    const file = openSync(join(this.folder, BALLAST), 'a');
    let written = 0;
    try {
      for (const size of [1024 * 1024, 4096, 1]) {
        const chunk = Buffer.alloc(size, 0x5a);
        while (isTaken(() => writeSync(file, chunk), size)) written += size;
      }
    } finally {
      closeSync(file);
    }
    return written;
  }

  empty(): void {
    rmSync(join(this.folder, BALLAST), { force: true });
  }

  unmount(): void {
    if (!this.#isMounted) return;
    const { status } = spawnSync('umount', [this.folder]);
    // A process that was killed a moment ago may hold it still; it goes as soon as that one is gone.
    if (status !== 0) spawnSync('umount', ['-l', this.folder]);
    this.#isMounted = false;
  }
}

function isTaken(write: () => number, size: number): boolean {
  try {
    return write() === size;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw failure;
  }
}
