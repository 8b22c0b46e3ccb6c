import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { Cryptography } from './cryptography.ts';

type Bytes = Uint8Array<ArrayBuffer>;

type Call = (...parameters: never[]) => Promise<unknown>;

/** The part of the platform's `SubtleCrypto` that stands behind `Cryptography`; the entry files hand it in. */
export interface Subtle {
  readonly importKey: Call;
  readonly encrypt: Call;
  readonly decrypt: Call;
  readonly sign: Call;
  readonly deriveBits: Call;
}

/** The platform's key. Its class is not one of the language's own, so that the compiler does not know it here. */
type PlatformKey = { readonly platformKey: unique symbol };

/** The same calls as this file makes them. */
interface Calls {
  importKey(
    format: 'raw',
    bytes: Bytes,
    algorithm: object,
    isExtractable: boolean,
    uses: readonly string[],
  ): Promise<PlatformKey>;
  encrypt(algorithm: object, key: PlatformKey, bytes: Bytes): Promise<ArrayBuffer>;
  decrypt(algorithm: object, key: PlatformKey, bytes: Bytes): Promise<ArrayBuffer>;
  sign(algorithm: object, key: PlatformKey, bytes: Bytes): Promise<ArrayBuffer>;
  deriveBits(algorithm: object, key: PlatformKey, length: number): Promise<ArrayBuffer>;
}

const NOTHING = new Uint8Array();

/** Cryptography by WebCrypto, which is the same in windows, workers and Node. */
export function webCryptography(platform: Subtle): Cryptography {
  const subtle = platform as unknown as Calls;
  const importKey = (secret: Bytes, algorithm: object, ...uses: string[]): Promise<PlatformKey> =>
    subtle.importKey('raw', secret, algorithm, false, uses);
  return {
    importSealingKey: async (secret) => {
      const key = await importKey(secret, { name: 'AES-GCM' }, 'encrypt', 'decrypt');
      const terms = (nonce: Bytes, about: Bytes) => ({ name: 'AES-GCM', iv: nonce, additionalData: about });
      return {
        seal: async (plain, nonce, about) =>
          new Uint8Array(await subtle.encrypt(terms(nonce, about), key, plain)),
        open: async (sealed, nonce, about) =>
          new Uint8Array(await subtle.decrypt(terms(nonce, about), key, sealed)),
      };
    },
    importHashKey: async (secret) => {
      const key = await importKey(secret, { name: 'HMAC', hash: 'SHA-256' }, 'sign');
      return { hash: async (bytes) => new Uint8Array(await subtle.sign({ name: 'HMAC' }, key, bytes)) };
    },
    derive: async (secret, purpose) => {
      const key = await importKey(secret, { name: 'HKDF' }, 'deriveBits');
      const terms = { name: 'HKDF', hash: 'SHA-256', salt: NOTHING, info: encodeUtf8(purpose) };
      return new Uint8Array(await subtle.deriveBits(terms, key, 256));
    },
  };
}
