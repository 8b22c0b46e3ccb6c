import type { Directory, KnownReplica } from '#central/cases/case-ports.ts';
import type { Permission, StaffRole } from '#shared/case/staff-role.ts';
import type { PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import type { Clock } from '#shared/kernel/ports.ts';
import type { Grant, GrantScope } from '#shared/protocol/session.ts';
import { findOwnReplica } from './own-replica.ts';
import { findPerson, type InstitutionDatabase } from './people.ts';

/** For so long an answer is kept: a push asks the same of each of its operations. */
const KEPT_MILLISECONDS = 5_000;

/** Most answers kept of each sort. */
const MOST_KEPT = 5_000;

/**
 * The directory in the database. Answers are kept for a few seconds, so a right that ends or a device that is revoked
 * stops counting that much later; what is not known is asked anew each time, because it may appear at any moment.
 */
export class PgDirectory implements Directory {
  readonly #database: InstitutionDatabase;
  readonly #clock: Clock;
  readonly #replicas: ShortMemory<ReplicaId, KnownReplica | 'own'>;
  readonly #grants: ShortMemory<PersonId, readonly Grant[]>;

  constructor(database: InstitutionDatabase, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#replicas = new ShortMemory(clock);
    this.#grants = new ShortMemory(clock);
  }

  findReplica(replica: ReplicaId): Promise<KnownReplica | 'own' | undefined> {
    return this.#replicas.find(replica, async () => {
      const { kysely, institution } = this.#database;
      const row = await kysely
        .selectFrom('device')
        .select(['office', 'station', 'revoked_at'])
        .where('institution', '=', institution)
        .where('replica', '=', replica)
        .executeTakeFirst();
      if (row === undefined) {
        return (await findOwnReplica(this.#database)) === replica ? 'own' : undefined;
      }
      return { office: row.office, station: row.station, isRevoked: row.revoked_at !== null };
    });
  }

  async findScopes(person: PersonId, held: StaffRole | Permission): Promise<readonly GrantScope[]> {
    const grants = await this.#grants.find(person, async () => {
      const found = await findPerson(this.#database, person, this.#clock.now());
      return found === undefined || found.isDisabled ? undefined : found.member.grants;
    });
    return (grants ?? []).filter(({ right }) => right === held).map(({ scope }) => scope);
  }
}

/** Remembers what was found for a few seconds by the monotonic clock. */
class ShortMemory<Key, Value> {
  readonly #clock: Clock;
  readonly #kept = new Map<Key, { readonly value: Value; readonly until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async find(key: Key, look: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const now = this.#clock.monotonicMilliseconds();
    const known = this.#kept.get(key);
    if (known !== undefined && known.until > now) return known.value;
    const value = await look();
    this.#kept.delete(key);
    if (value !== undefined) {
      if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
      this.#kept.set(key, { value, until: now + KEPT_MILLISECONDS });
    }
    return value;
  }
}
