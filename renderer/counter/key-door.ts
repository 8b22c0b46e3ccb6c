import type { KeyCalls } from '#shared/keys/key-calls.ts';
import type { PersonSecrets } from './person-secrets.ts';

/** Why nothing can be saved or read yet. */
export type LockedCause =
  /** There is no key yet: the first person who signs in makes it. */
  | 'nobody-yet'
  /** Somebody who signed in here before must sign in. */
  | 'waits'
  /** The password of the person at the desk is too short to keep anything under. */
  | 'password-too-short'
  /** The password of the person at the desk is right, but not one that opened this computer before. */
  | 'other-password';

type KeyState = 'open' | 'locked' | 'new';

/**
 * The door to what is sealed on this device. On the desktop the shell has opened it; in a browser the first password
 * makes the key, and any password that opened it before opens it again.
 */
export class KeyDoor {
  readonly #calls: KeyCalls;
  readonly #onOpen: () => Promise<void>;
  readonly #onLocked: (cause: LockedCause) => void;
  #state: KeyState = 'locked';
  /** Confirmed by the centre while the key was out of reach: gets a way as soon as it is not. */
  #pending: { readonly login: string; readonly secrets: PersonSecrets } | undefined;

  /** `onOpen` is called when what is sealed can be read from now on; it is waited for. */
  constructor(calls: KeyCalls, onOpen: () => Promise<void>, onLocked: (cause: LockedCause) => void) {
    this.#calls = calls;
    this.#onOpen = onOpen;
    this.#onLocked = onLocked;
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** Finds out how the door stands; where it is open `onOpen` is not called. */
  async begin(): Promise<void> {
    this.#state = await this.#calls.keyState(null);
    if (this.#state !== 'open') this.#onLocked(this.#state === 'new' ? 'nobody-yet' : 'waits');
  }

  /** How the password of this person was stretched when it opened the door; `undefined` for who never did. */
  async findTerms(login: string): Promise<Pick<PersonSecrets, 'salt' | 'rounds'> | undefined> {
    return (await this.#calls.findPasswordTerms(login)) ?? undefined;
  }

  /** Opens the door with a password that opened it before. */
  async unlock(login: string, { wrapping }: PersonSecrets): Promise<boolean> {
    if (this.#state !== 'locked') return this.isOpen;
    if ((await this.#calls.unlock({ login, wrapping })) === 'wrong') return false;
    await this.#opened();
    const pending = this.#pending;
    if (pending !== undefined) await this.#keep(pending.login, pending.secrets);
    return true;
  }

  /** The centre knows this person by this password: it opens the door from now on, where that can be arranged. */
  async letIn(login: string, secrets: PersonSecrets, isLongEnough: boolean): Promise<void> {
    if (await this.unlock(login, secrets)) {
      if (isLongEnough) await this.#keep(login, secrets);
      return;
    }
    if (this.#state === 'new' && !isLongEnough) {
      this.#onLocked('password-too-short');
      return;
    }
    if (isLongEnough && (await this.#keep(login, secrets))) await this.#opened();
    else {
      if (isLongEnough) this.#pending = { login, secrets };
      this.#onLocked('other-password');
    }
  }

  async #keep(login: string, { salt, rounds, wrapping }: PersonSecrets): Promise<boolean> {
    return (await this.#calls.keepPassword({ login, salt, rounds, wrapping })) !== 'locked';
  }

  async #opened(): Promise<void> {
    this.#state = 'open';
    await this.#onOpen();
  }
}
