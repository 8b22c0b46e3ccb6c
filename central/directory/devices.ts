import type { PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Clock, Random } from '#shared/kernel/ports.ts';
import { type StationCode, stationCodeOf } from '#shared/kernel/reference.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import type { CounterReport } from '#shared/protocol/push.ts';
import type { EnrolRequest } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import { hashOfToken, mintToken } from './bearer-token.ts';
import type { InstitutionDatabase } from './people.ts';

/** The first station code is `7K2`, so that a reference does not look like a sum of noughts. */
const FIRST_STATION = 7 * 32 ** 2 + 19 * 32 + 2;
const STATIONS = 32 ** 3;

/** A device that may push and pull. */
export interface EnrolledDevice {
  readonly replica: ReplicaId;
  readonly office: OfficeId;
}

/** What an enrolment gives. */
export interface Enrolment {
  readonly station: StationCode;
  readonly deviceToken: string;
}

/** Why a replica is not enrolled. */
export type EnrolmentRefusal = 'revoked' | 'of-another-office' | 'no-station-left';

/** The enrolled devices. */
export class Devices {
  readonly #database: InstitutionDatabase;
  readonly #clock: Clock;
  readonly #random: Random;

  constructor(database: InstitutionDatabase, ports: { readonly clock: Clock; readonly random: Random }) {
    this.#database = database;
    this.#clock = ports.clock;
    this.#random = ports.random;
  }

  /**
   * Enrols a replica: it gets a station of its own and a token. Asked again, the same replica gets the same station
   * and a fresh token, which takes the place of the one before. A station is never given to another replica.
   */
  async enrol(request: EnrolRequest, enrolledBy: PersonId): Promise<Result<Enrolment, EnrolmentRefusal>> {
    const { kysely, institution } = this.#database;
    const { replica, office, counter } = request;
    const deviceToken = mintToken('device', this.#random);
    const token_hash = hashOfToken(deviceToken);
    return kysely.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('station_counter')
        .values({ institution, next_index: 0 })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const { next_index } = await transaction
        .selectFrom('station_counter')
        .select('next_index')
        .where('institution', '=', institution)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const known = await transaction
        .selectFrom('device')
        .select(['office', 'station', 'revoked_at'])
        .where('institution', '=', institution)
        .where('replica', '=', replica)
        .executeTakeFirst();
      if (known !== undefined) {
        if (known.revoked_at !== null) return refused('revoked');
        if (known.office !== office) return refused('of-another-office');
        await transaction
          .updateTable('device')
          .set({ token_hash, counter })
          .where('institution', '=', institution)
          .where('replica', '=', replica)
          .execute();
        return ok({ station: known.station, deviceToken });
      }
      if (next_index >= STATIONS) return refused('no-station-left');
      const station = stationCodeOf((FIRST_STATION + next_index) % STATIONS);
      await transaction
        .updateTable('station_counter')
        .set({ next_index: next_index + 1 })
        .where('institution', '=', institution)
        .execute();
      await transaction
        .insertInto('device')
        .values({
          institution,
          replica,
          office,
          counter,
          station,
          token_hash,
          enrolled_by: enrolledBy,
          enrolled_at: this.#clock.now(),
          revoked_at: null,
          last_contact_at: null,
          report: null,
        })
        .execute();
      return ok({ station, deviceToken });
    });
  }

  /** The device of a token, unless it was revoked. */
  async find(token: string): Promise<EnrolledDevice | undefined> {
    const { kysely, institution } = this.#database;
    return kysely
      .selectFrom('device')
      .select(['replica', 'office'])
      .where('institution', '=', institution)
      .where('token_hash', '=', hashOfToken(token))
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
  }

  /** Notes that the device was heard from, and what it said of itself. */
  async recordContact(replica: ReplicaId, report: CounterReport): Promise<void> {
    const { kysely, institution } = this.#database;
    const { numUpdatedRows } = await kysely
      .updateTable('device')
      .set({ last_contact_at: this.#clock.now(), report: JSON.stringify(report) })
      .where('institution', '=', institution)
      .where('replica', '=', replica)
      .executeTakeFirst();
    invariant(numUpdatedRows === 1n, 'a device that asks is enrolled');
  }
}
