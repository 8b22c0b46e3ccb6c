import { open } from 'node:fs/promises';

/** Brings the names in the folders to the disk. Windows has no such call; its file system's own log keeps them. */
export async function syncFolders(...folders: readonly string[]): Promise<void> {
  if (process.platform === 'win32') return;
  for (const folder of folders) {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
