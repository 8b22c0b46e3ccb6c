import type { Directory, KnownReplica } from '#central/cases/case-ports.ts';
import type { StaffRole } from '#shared/case/staff-role.ts';
import { PersonId, type ReplicaId } from '#shared/kernel/identifier.ts';
import { type StationCode, stationCodeOf, stationIndexOf } from '#shared/kernel/reference.ts';
import type { EnrolRequest, GrantScope, StaffMember } from '#shared/protocol/session.ts';
import type { OfficeId } from '#shared/service-level/office.ts';

interface Device extends KnownReplica {
  readonly replica: ReplicaId;
  readonly token: string;
}

/** Devices and stations as one copy of the database has them. */
export interface DirectoryCopy {
  readonly devices: ReadonlyMap<ReplicaId, Device>;
  readonly nextStation: number;
}

/**
 * Who may do what at the simulated centre, by the rules of the real one where a run can reach them: a station is given
 * once, a replica that is enrolled again keeps its own and gets another token, and one that a restored centre has
 * forgotten keeps the station that it shows (PR32, PR35).
 */
export class SimDirectory implements Directory {
  readonly #clerks = new Map<PersonId, OfficeId>();
  readonly #withoutRight = new Set<PersonId>();
  #devices = new Map<ReplicaId, Device>();
  #nextStation = 1;
  #tokens = 0;

  /** Gives somebody the role of a clerk at an office. */
  addClerk(login: string, office: OfficeId): StaffMember {
    const id = PersonId.parse(login);
    this.#clerks.set(id, office);
    return {
      id,
      login,
      name: login,
      grants: [{ right: 'provider-counter', scope: { kind: 'office', office } }],
    };
  }

  setRight(person: PersonId, holds: boolean): void {
    if (holds) this.#withoutRight.delete(person);
    else this.#withoutRight.add(person);
  }

  setRevoked(replica: ReplicaId, isRevoked: boolean): void {
    const known = this.#devices.get(replica);
    if (known !== undefined) this.#devices.set(replica, { ...known, isRevoked });
  }

  enrol({ replica, office, station }: EnrolRequest): { station: StationCode; token: string } | undefined {
    this.#tokens += 1;
    const token = `device-${this.#tokens}`;
    const known = this.#devices.get(replica);
    if (known?.isRevoked === true) return undefined;
    const own = known?.station ?? this.#stationFor(station);
    if (own === undefined) return undefined;
    this.#devices.set(replica, { replica, office, station: own, token, isRevoked: false });
    return { station: own, token };
  }

  /** The device of a token; `undefined` when there is none or it is revoked. */
  findDevice(
    token: string | undefined,
  ): { readonly replica: ReplicaId; readonly office: OfficeId } | undefined {
    return [...this.#devices.values()].find((device) => device.token === token && !device.isRevoked);
  }

  async findReplica(replica: ReplicaId): Promise<KnownReplica | undefined> {
    return this.#devices.get(replica);
  }

  async findScopes(person: PersonId, role: StaffRole): Promise<readonly GrantScope[]> {
    const office = this.#clerks.get(person);
    if (office === undefined || role !== 'provider-counter' || this.#withoutRight.has(person)) return [];
    return [{ kind: 'office', office }];
  }

  copy(): DirectoryCopy {
    return { devices: new Map(this.#devices), nextStation: this.#nextStation };
  }

  restore({ devices, nextStation }: DirectoryCopy): void {
    this.#devices = new Map(devices);
    this.#nextStation = nextStation;
  }

  #stationFor(shown: StationCode | undefined): StationCode | undefined {
    if (shown === undefined) {
      this.#nextStation += 1;
      return stationCodeOf(this.#nextStation - 1);
    }
    if ([...this.#devices.values()].some(({ station }) => station === shown)) return undefined;
    this.#nextStation = Math.max(this.#nextStation, stationIndexOf(shown) + 1);
    return shown;
  }
}
