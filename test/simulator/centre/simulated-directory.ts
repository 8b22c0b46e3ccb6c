import type { Directory, KnownReplica } from '#central/cases/case-ports.ts';
import type { EnrolmentRefusal } from '#central/directory/devices.ts';
import { mayReplaceTokenAt } from '#central/directory/rights.ts';
import type { PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { stationCodeOf, stationIndexOf } from '#shared/kernel/reference.ts';
import { ok, type Result, refused } from '#shared/kernel/result.ts';
import type { EnrolRequest, GrantScope, StaffMember } from '#shared/protocol/session.ts';
import type { DeviceRecord, MemoryDatabase } from './memory-database.ts';

/** So many stations a restored centre may have forgotten, as in `central/directory/devices.ts`. */
const FORGOTTEN_STATIONS = 1_024;

/**
 * Devices and people as the centre's database has them. Devices are restored with it; people and what became of their
 * rights are the world's own, because whoever ended a right ends it again after a restore.
 */
export class SimulatedDirectory implements Directory {
  readonly #database: MemoryDatabase;
  readonly #people: Map<PersonId, StaffMember>;
  readonly #withoutRight: ReadonlySet<PersonId>;

  constructor(
    database: MemoryDatabase,
    people: { readonly all: Map<PersonId, StaffMember>; readonly withoutRight: ReadonlySet<PersonId> },
  ) {
    this.#database = database;
    this.#people = people.all;
    this.#withoutRight = people.withoutRight;
  }

  async findReplica(replica: ReplicaId): Promise<KnownReplica | undefined> {
    const device = this.#deviceOf(replica);
    return device && { office: device.office, station: device.station, isRevoked: device.isRevoked };
  }

  async findScopes(person: PersonId, role: string): Promise<readonly GrantScope[]> {
    if (this.#withoutRight.has(person)) return [];
    const grants = this.#people.get(person)?.grants ?? [];
    return grants.filter(({ right }) => right === role).map(({ scope }) => scope);
  }

  /** The device of a token, unless it was revoked. */
  findDevice(token: string): DeviceRecord | undefined {
    for (const [, device] of this.#database.devices.rowsAsOf(this.#database.committed)) {
      if (device.token === token && !device.isRevoked) return device;
    }
    return undefined;
  }

  /** Enrols as `central/directory/devices.ts` does; `token` is the fresh one. */
  enrol(request: EnrolRequest, by: StaffMember, token: string): Result<DeviceRecord, EnrolmentRefusal> {
    const { replica, office } = request;
    const known = this.#deviceOf(replica);
    if (known !== undefined) {
      if (known.isRevoked) return refused('revoked');
      if (known.office !== office) return refused('of-another-office');
      if (!mayReplaceTokenAt(by.grants, office) && request.deviceToken !== known.token) {
        return refused('token-not-shown');
      }
      if (request.station !== undefined && request.station !== known.station) return refused('station-taken');
      return ok(this.#store({ ...known, token }));
    }
    const { stations, devices, committed } = this.#database;
    const next = stations.asOf('next', committed) ?? 0;
    const station = request.station ?? stationCodeOf(next);
    const index = stationIndexOf(station);
    for (const [, device] of devices.rowsAsOf(committed)) {
      if (device.station === station) return refused('station-taken');
    }
    if (index >= next + FORGOTTEN_STATIONS) return refused('station-too-far');
    const device: DeviceRecord = { replica, office, station, token, isRevoked: false };
    return ok(this.#store(device, Math.max(next, index + 1)));
  }

  /** From now on the device is not accepted. */
  revoke(replica: ReplicaId): void {
    const device = this.#deviceOf(replica);
    if (device !== undefined) this.#store({ ...device, isRevoked: true });
  }

  /** From now on the device is accepted again. */
  accept(replica: ReplicaId): void {
    const device = this.#deviceOf(replica);
    if (device?.isRevoked === true) this.#store({ ...device, isRevoked: false });
  }

  #deviceOf(replica: ReplicaId): DeviceRecord | undefined {
    return this.#database.devices.asOf(replica, this.#database.committed);
  }

  #store(device: DeviceRecord, nextStation?: number): DeviceRecord {
    const session = this.#database.begin();
    session.write(this.#database.devices, device.replica, device);
    if (nextStation !== undefined) session.write(this.#database.stations, 'next', nextStation);
    this.#database.commit(session);
    return device;
  }
}
