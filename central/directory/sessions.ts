import type { PersonId } from '#shared/kernel/identifier.ts';
import { addMilliseconds, type Instant } from '#shared/kernel/instant.ts';
import type { Clock, Random } from '#shared/kernel/ports.ts';
import type { StaffMember } from '#shared/protocol/session.ts';
import { hashOfToken, mintToken } from './bearer-token.ts';
import { isRightPassword } from './password.ts';
import { findPerson, type InstitutionDatabase } from './people.ts';

/** How long a sign-in holds: a working day with its overtime. */
const SESSION_MILLISECONDS = 12 * 60 * 60 * 1000;

/** A signed-in person. */
export interface Session {
  readonly person: StaffMember;
  readonly expiresAt: Instant;
}

/** A session that was just begun, with the token that is told this once. */
export interface NewSession extends Session {
  readonly token: string;
}

/** Signing in and out. A token is stored as its hash, so the database gives none away. */
export class Sessions {
  readonly #database: InstitutionDatabase;
  readonly #clock: Clock;
  readonly #random: Random;

  constructor(database: InstitutionDatabase, ports: { readonly clock: Clock; readonly random: Random }) {
    this.#database = database;
    this.#clock = ports.clock;
    this.#random = ports.random;
  }

  /**
   * Begins a session, or `undefined` when the login is not known, the account is disabled or the password is wrong;
   * each of these takes as long as the others.
   */
  async begin(login: string, password: string): Promise<NewSession | undefined> {
    const { kysely, institution } = this.#database;
    const account = await kysely
      .selectFrom('person')
      .select(['person_id', 'password_hash', 'disabled_at'])
      .where('institution', '=', institution)
      // The database cannot hold the character NUL, so it cannot be asked for it either.
      .where('login', '=', login.replaceAll('\0', ' '))
      .executeTakeFirst();
    const isRight = await isRightPassword(password, account?.password_hash);
    if (account === undefined || account.disabled_at !== null || !isRight) return undefined;
    return this.#insert(account.person_id);
  }

  /** The session of a token, while it holds and its person is not disabled. */
  async find(token: string): Promise<Session | undefined> {
    const { kysely, institution } = this.#database;
    const now = this.#clock.now();
    const row = await kysely
      .selectFrom('session_token')
      .select(['person_id', 'expires_at'])
      .where('institution', '=', institution)
      .where('token_hash', '=', hashOfToken(token))
      .where('expires_at', '>', now)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const person = await findPerson(this.#database, row.person_id, now);
    if (person === undefined || person.isDisabled) return undefined;
    return { person: person.member, expiresAt: row.expires_at };
  }

  /** Ends the session of a token. Ending it twice is no fault. */
  async end(token: string): Promise<void> {
    const { kysely, institution } = this.#database;
    await kysely
      .deleteFrom('session_token')
      .where('institution', '=', institution)
      .where('token_hash', '=', hashOfToken(token))
      .execute();
  }

  async #insert(personId: PersonId): Promise<NewSession | undefined> {
    const { kysely, institution } = this.#database;
    const now = this.#clock.now();
    const token = mintToken('session', this.#random);
    const expiresAt = addMilliseconds(now, SESSION_MILLISECONDS);
    const person = await findPerson(this.#database, personId, now);
    if (person === undefined) return undefined;
    // Whoever signs in clears away what has run out, so that the table does not grow.
    await kysely
      .deleteFrom('session_token')
      .where('institution', '=', institution)
      .where('expires_at', '<=', now)
      .execute();
    await kysely
      .insertInto('session_token')
      .values({
        institution,
        token_hash: hashOfToken(token),
        person_id: personId,
        created_at: now,
        expires_at: expiresAt,
      })
      .execute();
    return { token, expiresAt, person: person.member };
  }
}
