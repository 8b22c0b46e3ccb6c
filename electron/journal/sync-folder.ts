import { open } from 'node:fs/promises';

/**
 * Brings the names in a folder to the disk: a file that was made, renamed or removed is only then safe from a power
 * loss. Windows has no such call for folders; there the file system's own log keeps the names.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
