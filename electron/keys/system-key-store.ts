import type { ShellSeal } from '#shared/keys/keyed-storage.ts';

/** The part of Electron's `safeStorage` that is used. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  /** On Linux only. */
  getSelectedStorageBackend?(): string;
  encryptString(plain: string): Buffer;
  decryptString(sealed: Buffer): string;
}

/** The system keeps keys only in a text that everybody can read, or not at all. A person must be told what to do. */
export class PlainKeyStore extends Error {
  override readonly name = 'PlainKeyStore';
}

/**
 * The system's own key store. On Linux Electron falls back on a key that stands in its source when no key store runs
 * (`basic_text`); that is no protection and is refused.
 */
export function systemKeyStore(storage: SafeStorage, platform: NodeJS.Platform): ShellSeal {
  const check = (): void => {
    const backend = platform === 'linux' ? storage.getSelectedStorageBackend?.() : undefined;
    if (backend === 'basic_text' || !storage.isEncryptionAvailable()) throw new PlainKeyStore();
  };
  return {
    seal: async (secret) => {
      check();
      return new Uint8Array(storage.encryptString(Buffer.from(secret).toString('base64')));
    },
    open: async (sealed) => {
      check();
      try {
        return new Uint8Array(Buffer.from(storage.decryptString(Buffer.from(sealed)), 'base64'));
      } catch {
        // Of another user, another computer, or a key store that was made anew.
        return undefined;
      }
    },
  };
}
