import { readFileSync } from 'node:fs';
import type { CasePorts, Directory, ReferenceLibrary } from '#central/cases/case-ports.ts';
import type { CaseStore } from '#central/cases/case-store.ts';
import { realHash } from '#central/settings/real-ports.ts';
import { CaseCommand } from '#shared/case/case-command.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { decide } from '#shared/case/decide.ts';
import type { Permission, StaffRole } from '#shared/case/staff-role.ts';
import { parseCatalogue } from '#shared/catalogue/parse-catalogue.ts';
import { Digest, type PersonId, type ReplicaId } from '#shared/kernel/identifier.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { Clock } from '#shared/kernel/ports.ts';
import type { GrantScope } from '#shared/protocol/session.ts';
import { decideContext, type WorkedBy } from '#shared/protocol/worked-by.ts';
import { parseHolidayCsv } from '#shared/service-level/calendar-file.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { parseOfficesFile } from '#shared/service-level/offices-file.ts';
import { MADE_VERSIONS, type MadeOperation, stationOfMade } from './operation-maker.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../central/demo/${name}`, import.meta.url), 'utf8');

let demo: ReadonlyMap<OfficeId, WorkedBy> | undefined;

/** What each office of the demonstration works by; read once. */
export function demoWorkedBy(): ReadonlyMap<OfficeId, WorkedBy> {
  demo ??= readDemo();
  return demo;
}

function readDemo(): ReadonlyMap<OfficeId, WorkedBy> {
  const catalogue = parseCatalogue(read('catalogue.json'));
  const calendar = parseHolidayCsv(read('holidays-lv.csv'));
  const offices = parseOfficesFile(read('offices.json'));
  if (!catalogue.ok || !calendar.ok || !offices.ok) throw new Error('the demonstration cannot be read');
  return new Map(
    offices.value.offices.map((office) => [
      office.id,
      {
        catalogue: catalogue.value.catalogue,
        office,
        officeCalendar: officeCalendarOf(calendar.value, office.followsMovedWorkdays),
      },
    ]),
  );
}

/** The events of a made registration, decided by the demonstration. */
export function firstEventsOf({ header, wire }: MadeOperation): readonly CaseEvent[] {
  const workedBy = demoWorkedBy().get(header.office);
  if (workedBy === undefined) throw new Error('the demonstration has no such office');
  const command = CaseCommand.parse(JSON.parse(wire.payload));
  const decided = decide(undefined, command, decideContext(header, workedBy));
  if (!decided.ok) throw new Error(JSON.stringify(decided.problem));
  return decided.value;
}

/** The demonstration under the digests that `OperationMaker` names. */
export const demoReferences: ReferenceLibrary = {
  findWorkedBy: async (versions, office) =>
    versions.catalogue === MADE_VERSIONS.catalogue &&
    versions.calendar === MADE_VERSIONS.calendar &&
    versions.offices === MADE_VERSIONS.offices
      ? demoWorkedBy().get(office)
      : undefined,
  currentVersions: async () => ({ ...MADE_VERSIONS, roster: Digest.parse('05'.repeat(32)) }),
};

/** Everybody may do everything from every device of `office`, but for whom these sets and scopes name. */
export class OpenDirectory implements Directory {
  readonly #office: OfficeId;
  readonly unknownReplicas = new Set<ReplicaId>();
  readonly revokedReplicas = new Set<ReplicaId>();
  readonly strangers = new Set<PersonId>();
  readonly scopes = new Map<PersonId, readonly GrantScope[]>();
  /** Devices of other offices than `office`. */
  readonly officeOf = new Map<ReplicaId, OfficeId>();

  constructor(office: OfficeId) {
    this.#office = office;
  }

  async findReplica(replica: ReplicaId) {
    if (this.unknownReplicas.has(replica)) return undefined;
    const office = this.officeOf.get(replica) ?? this.#office;
    const isRevoked = this.revokedReplicas.has(replica);
    return { office, station: stationOfMade(replica), isRevoked };
  }

  async findScopes(person: PersonId, _right?: StaffRole | Permission): Promise<readonly GrantScope[]> {
    return this.strangers.has(person) ? [] : (this.scopes.get(person) ?? [{ kind: 'institution' }]);
  }
}

/** A clock that goes on by a millisecond whenever it is looked at. */
export function steppingClock(startAtMilliseconds = Date.UTC(2026, 9, 9, 8)): Clock {
  let now = startAtMilliseconds;
  return {
    now: () => {
      now += 1;
      return instantOf(now);
    },
    monotonicMilliseconds: () => now,
  };
}

/** The centre's case handling over `store`, with everything else from the demonstration. */
export function demoCasePorts(store: CaseStore, directory: Directory): CasePorts {
  return { store, directory, references: demoReferences, hash: realHash, clock: steppingClock() };
}
