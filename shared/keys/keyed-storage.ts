import { FileShelf, type ShelfFiles } from '#shared/journal/file-shelf.ts';
import { Journal } from '#shared/journal/journal.ts';
import { SideFileName } from '#shared/journal/journal-entry.ts';
import type { FilePort } from '#shared/journal/journal-ports.ts';
import { openSegments } from '#shared/journal/open-segments.ts';
import { SEGMENT_PLAN, type SegmentPlan } from '#shared/journal/segment-name.ts';
import { findBytesOfHex, toHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Hash, Random } from '#shared/kernel/ports.ts';
import type { RecoveryWrap } from '#shared/kernel/recovery-wrap.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import { chunkedFileCipher } from './chunked-file-cipher.ts';
import type { Cryptography } from './cryptography.ts';
import { type DataKey, type DataKeySecret, makeDataKeySecret, openDataKey } from './data-key.ts';
import { findKeyFile, type KeyFile, keepKeyFile, type PasswordWay } from './key-file.ts';
import { recordCipher } from './record-cipher.ts';
import { recoveryKeyIdOf, wrapForRecovery } from './recovery.ts';
import { finishRewriting } from './rewrite-file.ts';
import { type Ciphers, resealShelf, rewritePlain } from './rewrite-plain.ts';
import { findSealedWithSecret, sealWithSecret } from './seal-with-secret.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The system's own key store (`safeStorage`). `open` gives `undefined` for what it did not seal itself. */
export interface ShellSeal {
  seal(secret: Bytes): Promise<Bytes>;
  open(sealed: Bytes): Promise<Bytes | undefined>;
}

/** Keeps an opened key in memory while a page is loaded anew. Never on a disk. */
export interface KeyKeeper {
  find(keyId: number): Promise<Bytes | undefined>;
  keep(secret: DataKeySecret): Promise<void>;
}

/** What storage with a key needs of the world. */
export interface KeyedStoragePorts {
  readonly files: FilePort;
  readonly shelfFiles: ShelfFiles;
  readonly cryptography: Cryptography;
  readonly random: Random;
  readonly hash: Hash;
  /** On the desktop the key store opens the key, in a browser people's passwords do. */
  readonly opener: { readonly kind: 'shell'; readonly shell: ShellSeal } | PasswordOpener;
  readonly plan?: SegmentPlan;
}

interface PasswordOpener {
  readonly kind: 'passwords';
  readonly keeper: KeyKeeper;
}

/** What a person's password became, by which the data key is wrapped for them. */
export interface PasswordSecret {
  readonly login: string;
  readonly salt: string;
  readonly rounds: number;
  /** 32 bytes as hexadecimal. */
  readonly wrapping: string;
}

/** Nothing here can be read or written until somebody opens it. */
export class Locked extends Error {
  override readonly name = 'Locked';
}

/** There is something sealed, and no way to its key any more but the institution's recovery key. */
export class KeyLost extends Error {
  override readonly name = 'KeyLost';
}

/** What is there once the data key is open. */
interface Opened {
  readonly secret: DataKeySecret;
  readonly key: DataKey;
  readonly journal: Journal;
  readonly shelf: FileShelf;
}

/**
 * A device's journal and files with the key that seals them (`docs/keys.md`).
 *
 *     new (no key yet) → open
 *     locked → open
 */
export class KeyedStorage {
  readonly #ports: KeyedStoragePorts;
  #file: KeyFile | undefined;
  #opened: Opened | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(ports: KeyedStoragePorts) {
    this.#ports = ports;
  }

  /** Reads what is there and opens it where that needs nobody. Throws `KeyLost`. */
  begin(): Promise<'open' | 'locked' | 'new'> {
    return this.#inTurn(async () => {
      this.#file = await findKeyFile(this.#ports.files);
      const { opener } = this.#ports;
      if (this.#file === undefined) {
        if ((await this.#records()).some(({ record }) => record.keyId !== 0)) throw new KeyLost();
        if (opener.kind === 'shell') await this.#create(await this.#shellWay(opener.shell));
        return this.state;
      }
      const { keyId, shell } = this.#file;
      const sealed = shell === null ? undefined : findBytesOfHex(shell);
      const secret =
        opener.kind === 'shell'
          ? sealed && (await opener.shell.open(sealed))
          : await opener.keeper.find(keyId);
      if (secret !== undefined) await this.#open({ id: keyId, secret });
      else if (opener.kind === 'shell') throw new KeyLost();
      return this.state;
    });
  }

  get state(): 'open' | 'locked' | 'new' {
    if (this.#opened !== undefined) return 'open';
    return this.#file === undefined ? 'new' : 'locked';
  }

  get journal(): Journal {
    return this.#get().journal;
  }

  get shelf(): FileShelf {
    return this.#get().shelf;
  }

  get rows(): DataKey['rows'] {
    return this.#get().key.rows;
  }

  /** How this person's password is brought to what wraps the key; `undefined` for who never opened it. */
  async findTerms(login: string): Promise<Pick<PasswordWay, 'salt' | 'rounds'> | undefined> {
    return this.#file && this.#findWay(this.#file, login);
  }

  unlock(login: string, wrapping: string): Promise<'opened' | 'wrong'> {
    return this.#inTurn(async () => {
      if (this.#opened !== undefined) return 'opened';
      const file = this.#file;
      const way = file && (await this.#findWay(file, login));
      const [key, sealed] = [findBytesOfHex(wrapping), way && findBytesOfHex(way.sealed)];
      if (file === undefined || way === undefined || key === undefined || sealed === undefined)
        return 'wrong';
      const about = ['password', file.keyId, way.who];
      const secret = await findSealedWithSecret(this.#ports.cryptography, key, sealed, about);
      if (secret === undefined) return 'wrong';
      await this.#open({ id: file.keyId, secret });
      return 'opened';
    });
  }

  /**
   * Lets this password open the key from now on. The first one makes the key; and so does one that cannot open it as
   * long as nothing was journalled, because then nothing is lost with the key that was there.
   */
  keepPassword(password: PasswordSecret): Promise<'kept' | 'not-needed' | 'locked'> {
    return this.#inTurn(async () => {
      if (this.#ports.opener.kind === 'shell') return 'not-needed';
      if (this.#opened === undefined) {
        if (this.#file !== undefined) {
          if ((await this.#records()).length > 0) return 'locked';
          await this.#removeSealed();
        }
        await this.#create(async (secret) => ({
          shell: null,
          passwords: [await this.#wayOf(secret, password)],
        }));
        return 'kept';
      }
      const way = await this.#wayOf(this.#opened.secret, password);
      const { passwords } = this.#getFile();
      const present = passwords.find(({ who }) => who === way.who);
      const others = passwords.filter(({ who }) => who !== way.who);
      if (present === undefined || !(await this.#opens(present, password))) {
        await this.#keep({ passwords: [...others, way] });
      }
      return 'kept';
    });
  }

  /** The device's public key, as hexadecimal. */
  get publicKey(): string {
    this.#get();
    return this.#getFile().device.publicKey;
  }

  /** The device's signature over a text that begins with what it is for. */
  async sign(purpose: 'push' | 'export', text: string): Promise<string> {
    const { secret } = this.#get();
    const sealed = findBytesOfHex(this.#getFile().device.sealed);
    const about = ['device', secret.id];
    const { cryptography } = this.#ports;
    const privateKey = sealed && (await findSealedWithSecret(cryptography, secret.secret, sealed, about));
    invariant(privateKey !== undefined, 'the device key is not of this data key');
    return toHex(await cryptography.sign(privateKey, encodeUtf8(signedText(purpose, text))));
  }

  /** The data key wrapped for the institution's recovery key; wrapped anew when it is for another one. */
  wrapForRecovery(publicKey: string): Promise<RecoveryWrap> {
    return this.#inTurn(async () => {
      const bytes = findBytesOfHex(publicKey);
      invariant(bytes !== undefined, 'a public key is hexadecimal');
      const { recovery } = this.#getFile();
      if (recovery?.recoveryKey === (await recoveryKeyIdOf(bytes, this.#ports.hash))) return recovery;
      const wrapped = await wrapForRecovery(this.#ports, bytes, this.#get().secret);
      await this.#keep({ recovery: wrapped });
      return wrapped;
    });
  }

  #get(): Opened {
    if (this.#opened === undefined) throw new Locked();
    return this.#opened;
  }

  #getFile(): KeyFile {
    if (this.#file === undefined) throw new Locked();
    return this.#file;
  }

  async #records() {
    return (await openSegments(this.#ports.files, this.#plan)).records;
  }

  get #plan(): SegmentPlan {
    return this.#ports.plan ?? SEGMENT_PLAN;
  }

  async #shellWay(shell: ShellSeal) {
    return async ({ secret }: DataKeySecret) => ({ shell: toHex(await shell.seal(secret)), passwords: [] });
  }

  async #create(
    waysOf: (secret: DataKeySecret) => Promise<Pick<KeyFile, 'shell' | 'passwords'>>,
  ): Promise<void> {
    const { files, random, cryptography } = this.#ports;
    const secret = makeDataKeySecret(random);
    const { publicKey, privateKey } = await cryptography.makeSigningPair();
    const sealed = await sealWithSecret(this.#ports, secret.secret, privateKey, ['device', secret.id]);
    const file: KeyFile = {
      format: 'klatiene-keys-1',
      keyId: secret.id,
      ...(await waysOf(secret)),
      recovery: null,
      device: { publicKey: toHex(publicKey), sealed: toHex(sealed) },
      isRewritten: false,
    };
    // Nothing may be sealed with a key that is not on the disk.
    await keepKeyFile(files, file);
    this.#file = file;
    await this.#open(secret);
  }

  /** What a key that protects nothing had sealed: reference data and who has signed in, all of which the centre has. */
  async #removeSealed(): Promise<void> {
    const { files, shelfFiles } = this.#ports;
    for (const name of await files.list()) {
      if (SideFileName.safeParse(name).success) await files.remove(name);
    }
    for (const name of await shelfFiles.list()) await shelfFiles.remove(name);
  }

  async #open(secret: DataKeySecret): Promise<void> {
    const { files, shelfFiles, random, cryptography, hash, opener } = this.#ports;
    const key = await openDataKey(secret, cryptography);
    const ciphers: Ciphers = { records: recordCipher(key, random), files: chunkedFileCipher(key, random) };
    // A file in the middle of being sealed is in pieces, so nothing else may be read before.
    if (this.#getFile().isRewritten) await finishRewriting(files);
    else {
      const outcome = await rewritePlain(files, ciphers, this.#plan);
      await resealShelf(shelfFiles, ciphers.files);
      if (outcome === 'all-sealed') await this.#keep({ isRewritten: true });
    }
    const ports = { files, cipher: ciphers.records, fileCipher: ciphers.files, hash };
    if (opener.kind === 'passwords') await opener.keeper.keep(secret);
    this.#opened = {
      secret,
      key,
      journal: new Journal(ports, this.#plan),
      shelf: new FileShelf(shelfFiles, ciphers.files),
    };
  }

  async #keep(change: Partial<KeyFile>): Promise<void> {
    const next = { ...this.#getFile(), ...change };
    await keepKeyFile(this.#ports.files, next);
    this.#file = next;
  }

  async #findWay(file: KeyFile, login: string): Promise<PasswordWay | undefined> {
    const who = await this.#whoIs(file.keyId, login);
    return file.passwords.find((way) => way.who === who);
  }

  async #wayOf({ id, secret }: DataKeySecret, password: PasswordSecret): Promise<PasswordWay> {
    const { login, salt, rounds, wrapping } = password;
    const key = findBytesOfHex(wrapping);
    invariant(key !== undefined, 'what wraps a key is hexadecimal');
    const who = await this.#whoIs(id, login);
    const sealed = await sealWithSecret(this.#ports, key, secret, ['password', id, who]);
    return { who, salt, rounds, sealed: toHex(sealed) };
  }

  async #opens(way: PasswordWay, { wrapping }: PasswordSecret): Promise<boolean> {
    const [key, sealed] = [findBytesOfHex(wrapping), findBytesOfHex(way.sealed)];
    if (key === undefined || sealed === undefined) return false;
    const about = ['password', this.#getFile().keyId, way.who];
    return (await findSealedWithSecret(this.#ports.cryptography, key, sealed, about)) !== undefined;
  }

  async #whoIs(keyId: number, login: string): Promise<string> {
    const hash = await this.#ports.hash.sha256(encodeUtf8(`klatiene who 1 ${keyId} ${login}`));
    return toHex(hash.subarray(0, 16));
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

/** The text that a device signs, so that a signature for one purpose is none for another. */
export function signedText(purpose: 'push' | 'export', text: string): string {
  return `klatiene ${purpose} 1\n${text}`;
}
