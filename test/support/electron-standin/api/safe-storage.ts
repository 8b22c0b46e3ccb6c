import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { application } from '#test/support/electron-standin/application.ts';
import { environment, type KeyringBackend } from '#test/support/electron-standin/environment.ts';

/** The same key everywhere: this keeps nothing secret, it only behaves like encryption. */
const KEY = createHash('sha256').update('electron stand-in').digest();
/** What the operating system's keyring encrypts begins with this on Linux. */
const PREFIX = Buffer.from('v11');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

let isPlainTextAllowed = false;

function isAvailable(): boolean {
  if (!application.isReady || environment.keyring === 'unknown') return false;
  return environment.keyring !== 'basic_text' || isPlainTextAllowed;
}

function requireAvailable(verb: 'encrypt' | 'decrypt'): void {
  if (!application.isReady) throw new Error('safeStorage cannot be used before app is ready');
  if (isAvailable()) return;
  const [text, noun] = verb === 'encrypt' ? ['text', 'Encryption'] : ['ciphertext', 'Decryption'];
  throw new Error(
    `Error while ${verb}ing the ${text} provided to safeStorage.${verb}String. ${noun} is not available.`,
  );
}

/** Electron's `safeStorage` on Linux; ELECTRON_STANDIN_KEYRING says which back end it claims to have. */
export const safeStorage = {
  isEncryptionAvailable: isAvailable,

  getSelectedStorageBackend: (): KeyringBackend => (application.isReady ? environment.keyring : 'unknown'),

  setUsePlainTextEncryption(usePlainText: boolean): void {
    isPlainTextAllowed = usePlainText;
  },

  encryptString(plainText: string): Buffer {
    requireAvailable('encrypt');
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', KEY, nonce);
    return Buffer.concat([
      PREFIX,
      nonce,
      cipher.update(plainText, 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
  },

  decryptString(encrypted: Buffer): string {
    requireAvailable('decrypt');
    if (!encrypted.subarray(0, PREFIX.length).equals(PREFIX)) {
      throw new Error(
        'Error while decrypting the ciphertext provided to safeStorage.decryptString. Ciphertext does not appear to be encrypted.',
      );
    }
    const nonceEnd = PREFIX.length + NONCE_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', KEY, encrypted.subarray(PREFIX.length, nonceEnd));
    decipher.setAuthTag(encrypted.subarray(-TAG_BYTES));
    return (
      decipher.update(encrypted.subarray(nonceEnd, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    );
  },
};
