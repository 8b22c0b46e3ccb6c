import { z } from 'zod';
import type { FilePort } from '#shared/journal/journal-ports.ts';
import { RecoveryWrap } from '#shared/kernel/recovery-wrap.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';

const Hex = z.string().regex(/^(?:[0-9a-f]{2})+$/);

/** A person whose password opens the data key. Names nobody: `who` is a hash. */
const PasswordWay = z.object({
  who: z.string().regex(/^[0-9a-f]{32}$/),
  salt: Hex,
  rounds: z.int().min(1),
  sealed: Hex,
});
export type PasswordWay = z.infer<typeof PasswordWay>;

/**
 * What lies beside the journal of the data key: never the key itself, only each way in which it is wrapped. It holds
 * nothing about applicants and no name, and is read before anything is opened.
 */
export const KeyFile = z.object({
  format: z.literal('klatiene-keys-1'),
  /** Of the data key. */
  keyId: z.int().min(1),
  /** Wrapped by the system's own key store; on the desktop only. */
  shell: Hex.nullable(),
  passwords: z.array(PasswordWay),
  recovery: RecoveryWrap.nullable(),
  /** The pair that signs for this device; its private half is sealed with the data key. */
  device: z.object({ publicKey: Hex, sealed: Hex }),
  /** Whether everything that was written before there was a key has been sealed. */
  isRewritten: z.boolean(),
});
export type KeyFile = z.infer<typeof KeyFile>;

/** Not the name of a small file, so that nobody who may ask for those can ask for it. */
export const KEY_FILE = 'keys.klk';

/** Undefined where there is none; throws when it cannot be read, because a second one would shut everything out. */
export async function findKeyFile(files: Pick<FilePort, 'find'>): Promise<KeyFile | undefined> {
  const bytes = await files.find(KEY_FILE);
  return bytes === undefined ? undefined : KeyFile.parse(JSON.parse(decodeUtf8(bytes)));
}

export async function keepKeyFile(files: Pick<FilePort, 'replace'>, file: KeyFile): Promise<void> {
  await files.replace(KEY_FILE, encodeUtf8(JSON.stringify(file)));
}
