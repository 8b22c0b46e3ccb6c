import { invariant } from '#shared/kernel/invariant.ts';

/** Encryption of whole files beside the journal. Until a device has a key, the plain one with key id 0 stands here. */
export interface FileCipher {
  /** The key that new files are written with. */
  readonly keyId: number;
  /** The content as it goes to disk; `about`, the file's own name, is bound to it. */
  seal(plain: Uint8Array<ArrayBuffer>, about: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The plain content; fails when the key is not known, the bytes were changed or belong to another name. */
  open(keyId: number, sealed: Uint8Array<ArrayBuffer>, about: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** Key id 0: files are written as they are. */
export const plainFileCipher: FileCipher = {
  keyId: 0,
  seal: async (plain) => plain,
  open: async (keyId, sealed) => {
    invariant(keyId === 0, 'a file is of a key that this device does not have');
    return sealed;
  },
};
