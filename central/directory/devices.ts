import { timingSafeEqual } from 'node:crypto';
import { findBytesOfHex } from '#shared/kernel/hex.ts';
import type { PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Clock, Random } from '#shared/kernel/ports.ts';
import { type StationCode, stationCodeOf, stationIndexOf } from '#shared/kernel/reference.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import type { CounterReport } from '#shared/protocol/push.ts';
import type { EnrolRequest } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import { hashOfToken, mintToken } from './bearer-token.ts';
import type { InstitutionDatabase } from './people.ts';

/** The first station code is `7K2`, so that a reference does not look like a sum of noughts. */
const FIRST_STATION = 7 * 32 ** 2 + 19 * 32 + 2;
const STATIONS = 32 ** 3;

/** So many stations a restored centre may have forgotten; a code beyond them would use up those in between. */
const FORGOTTEN_STATIONS = 1_024;

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

/** Who enrols, and whether that person may end a device's token without knowing it (PR36). */
export interface EnrolledBy {
  readonly person: PersonId;
  readonly mayReplaceToken: boolean;
}

/** Why a replica is not enrolled. */
export type EnrolmentRefusal =
  | 'revoked'
  | 'of-another-office'
  | 'token-not-shown'
  | 'station-taken'
  | 'station-too-far'
  | 'no-station-left';

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
  async enrol(request: EnrolRequest, by: EnrolledBy): Promise<Result<Enrolment, EnrolmentRefusal>> {
    const { kysely, institution } = this.#database;
    const { replica, office, counter } = request;
    const deviceToken = mintToken('device', this.#random);
    const token_hash = hashOfToken(deviceToken);
    return kysely.transaction().execute(async (transaction) => {
      const database = { kysely: transaction, institution };
      const nextIndex = await lockStationCounter(database);
      const known = await transaction
        .selectFrom('device')
        .select(['office', 'station', 'token_hash', 'revoked_at'])
        .where('institution', '=', institution)
        .where('replica', '=', replica)
        .executeTakeFirst();
      if (known !== undefined) {
        if (known.revoked_at !== null) return refused('revoked');
        if (known.office !== office) return refused('of-another-office');
        if (!by.mayReplaceToken && !isToken(request.deviceToken, known.token_hash)) {
          return refused('token-not-shown');
        }
        if (request.station !== undefined && request.station !== known.station) {
          return refused('station-taken');
        }
        await transaction
          .updateTable('device')
          .set({ token_hash, counter })
          .where('institution', '=', institution)
          .where('replica', '=', replica)
          .execute();
        // Whoever may enrol it again may give it another key too.
        await transaction
          .deleteFrom('device_key')
          .where('institution', '=', institution)
          .where('replica', '=', replica)
          .execute();
        return ok({ station: known.station, deviceToken });
      }
      const chosen = await chooseStation(database, request.station, nextIndex);
      if (!chosen.ok) return chosen;
      const { station, passedIndex } = chosen.value;
      await transaction
        .updateTable('station_counter')
        .set({ next_index: passedIndex })
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
          enrolled_by: by.person,
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

  /** The public key of a replica's device, also of one that was revoked; undefined where it has told none. */
  async findPublicKey(replica: ReplicaId): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const { kysely, institution } = this.#database;
    const row = await kysely
      .selectFrom('device_key')
      .select('public_key')
      .where('institution', '=', institution)
      .where('replica', '=', replica)
      .executeTakeFirst();
    return row && findBytesOfHex(row.public_key);
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

/** The index that the next station gets, locked until the transaction ends. */
async function lockStationCounter({ kysely, institution }: InstitutionDatabase): Promise<number> {
  await kysely
    .insertInto('station_counter')
    .values({ institution, next_index: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { next_index } = await kysely
    .selectFrom('station_counter')
    .select('next_index')
    .where('institution', '=', institution)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return next_index;
}

/**
 * The station of a replica that is new here, and where counting goes on after it. A replica that has one already is
 * one that the centre has forgotten, because it was restored from an older copy (PR35): it keeps its station if no
 * other has it, and the counter passes it, because those before it may have been given to others that are forgotten.
 */
async function chooseStation(
  { kysely, institution }: InstitutionDatabase,
  owned: StationCode | undefined,
  nextIndex: number,
): Promise<
  Result<
    { readonly station: StationCode; readonly passedIndex: number },
    'station-taken' | 'station-too-far' | 'no-station-left'
  >
> {
  if (owned === undefined) {
    if (nextIndex >= STATIONS) return refused('no-station-left');
    const station = stationCodeOf((FIRST_STATION + nextIndex) % STATIONS);
    return ok({ station, passedIndex: nextIndex + 1 });
  }
  const holder = await kysely
    .selectFrom('device')
    .select('replica')
    .where('institution', '=', institution)
    .where('station', '=', owned)
    .executeTakeFirst();
  if (holder !== undefined) return refused('station-taken');
  const index = (stationIndexOf(owned) - FIRST_STATION + STATIONS) % STATIONS;
  if (index >= nextIndex + FORGOTTEN_STATIONS) return refused('station-too-far');
  return ok({ station: owned, passedIndex: Math.max(nextIndex, index + 1) });
}

function isToken(shown: string | undefined, hash: Buffer): boolean {
  return shown !== undefined && timingSafeEqual(hashOfToken(shown), hash);
}
