/**
 * The synchronous handle of a file in OPFS. The language's types have it in the worker library only, which cannot stand
 * beside the window's in one room.
 */
export interface SyncAccessHandle {
  read(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  write(buffer: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  getSize(): number;
  close(): void;
}

/** Opens the file exclusively; rejects with `NoModificationAllowedError` when another handle is open. */
export function openSyncAccess(file: FileSystemFileHandle): Promise<SyncAccessHandle> {
  const withSync = file as FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncAccessHandle> };
  return withSync.createSyncAccessHandle();
}
