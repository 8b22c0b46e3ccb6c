import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { Cryptography, KeyPair } from './cryptography.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Call = (...parameters: never[]) => Promise<unknown>;

/** The part of the platform's `SubtleCrypto` that stands behind `Cryptography`; the entry files hand it in. */
export interface Subtle {
  readonly importKey: Call;
  readonly exportKey: Call;
  readonly generateKey: Call;
  readonly encrypt: Call;
  readonly decrypt: Call;
  readonly sign: Call;
  readonly verify: Call;
  readonly deriveBits: Call;
}

/** The platform's key. Its class is not one of the language's own, so that the compiler does not know it here. */
type PlatformKey = { readonly platformKey: unique symbol };
type KeyFormat = 'raw' | 'pkcs8';

/** The same calls as this file makes them. */
interface Calls {
  importKey(
    format: KeyFormat,
    bytes: Bytes,
    algorithm: object,
    isExtractable: boolean,
    uses: readonly string[],
  ): Promise<PlatformKey>;
  exportKey(format: KeyFormat, key: PlatformKey): Promise<ArrayBuffer>;
  generateKey(
    algorithm: object,
    isExtractable: boolean,
    uses: readonly string[],
  ): Promise<{ readonly publicKey: PlatformKey; readonly privateKey: PlatformKey }>;
  encrypt(algorithm: object, key: PlatformKey, bytes: Bytes): Promise<ArrayBuffer>;
  decrypt(algorithm: object, key: PlatformKey, bytes: Bytes): Promise<ArrayBuffer>;
  sign(algorithm: object, key: PlatformKey, bytes: Bytes): Promise<ArrayBuffer>;
  verify(algorithm: object, key: PlatformKey, signature: Bytes, bytes: Bytes): Promise<boolean>;
  deriveBits(algorithm: object, key: PlatformKey, length: number): Promise<ArrayBuffer>;
}

const NOTHING = new Uint8Array();
const SIGNING = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };
const AGREEMENT = { name: 'ECDH', namedCurve: 'P-256' };

/** Cryptography by WebCrypto, which is the same in windows, workers and Node. */
export function webCryptography(platform: Subtle): Cryptography {
  const subtle = platform as unknown as Calls;
  const importRaw = (secret: Bytes, algorithm: object, ...uses: string[]): Promise<PlatformKey> =>
    subtle.importKey('raw', secret, algorithm, false, uses);
  const importPrivate = (privateKey: Bytes, algorithm: object, use: string): Promise<PlatformKey> =>
    subtle.importKey('pkcs8', privateKey, algorithm, false, [use]);
  const makePair = async (algorithm: object, ...uses: string[]): Promise<KeyPair> => {
    const { publicKey, privateKey } = await subtle.generateKey(algorithm, true, uses);
    return {
      publicKey: new Uint8Array(await subtle.exportKey('raw', publicKey)),
      privateKey: new Uint8Array(await subtle.exportKey('pkcs8', privateKey)),
    };
  };
  return {
    importSealingKey: async (secret) => {
      const key = await importRaw(secret, { name: 'AES-GCM' }, 'encrypt', 'decrypt');
      const terms = (nonce: Bytes, about: Bytes) => ({ name: 'AES-GCM', iv: nonce, additionalData: about });
      return {
        seal: async (plain, nonce, about) =>
          new Uint8Array(await subtle.encrypt(terms(nonce, about), key, plain)),
        open: async (sealed, nonce, about) =>
          new Uint8Array(await subtle.decrypt(terms(nonce, about), key, sealed)),
      };
    },
    importHashKey: async (secret) => {
      const key = await importRaw(secret, { name: 'HMAC', hash: 'SHA-256' }, 'sign');
      return { hash: async (bytes) => new Uint8Array(await subtle.sign({ name: 'HMAC' }, key, bytes)) };
    },
    derive: async (secret, purpose) => {
      const key = await importRaw(secret, { name: 'HKDF' }, 'deriveBits');
      const terms = { name: 'HKDF', hash: 'SHA-256', salt: NOTHING, info: encodeUtf8(purpose) };
      return new Uint8Array(await subtle.deriveBits(terms, key, 256));
    },
    makeSigningPair: () => makePair(SIGNING, 'sign', 'verify'),
    sign: async (privateKey, bytes) => {
      const key = await importPrivate(privateKey, SIGNING, 'sign');
      return new Uint8Array(await subtle.sign(SIGNATURE, key, bytes));
    },
    isSignedBy: async (publicKey, signature, bytes) => {
      try {
        const key = await importRaw(publicKey, SIGNING, 'verify');
        return await subtle.verify(SIGNATURE, key, signature, bytes);
      } catch {
        return false;
      }
    },
    makeAgreementPair: () => makePair(AGREEMENT, 'deriveBits'),
    agree: async (privateKey, otherPublicKey) => {
      const own = await importPrivate(privateKey, AGREEMENT, 'deriveBits');
      const other = await importRaw(otherPublicKey, AGREEMENT);
      return new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: other }, own, 256));
    },
  };
}
