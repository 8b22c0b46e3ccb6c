import { demoClerkOf } from '#central/demo/demo-accounts.ts';
import { momentIn, openTimes } from '#central/demo/opening-times.ts';
import { SeededRandom } from '#central/demo/seeded-random.ts';
import { syntheticRequest } from '#central/demo/synthetic-request.ts';
import { realHash } from '#central/settings/real-ports.ts';
import { servicesOfferedAt } from '#shared/catalogue/find-service.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { CaseId, type Digest, OperationId, type ReplicaId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { digestOf } from '#shared/kernel/operation-digest.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { referenceOf, type StationCode } from '#shared/kernel/reference.ts';
import { PROTOCOL_VERSION, RULES_VERSION } from '#shared/protocol/protocol-version.ts';
import type { WireOperation } from '#shared/protocol/push.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import type { OfficeAtWork } from './office-at-work.ts';

/** An operation as a journal would have sealed it, and what a model of the case needs to know of it. */
export interface AuthoredOperation extends WireOperation {
  readonly opId: OperationId;
  readonly caseId: CaseId;
  readonly n: number;
  /** The text of a note; null for a registration. */
  readonly note: string | null;
}

/** So many made-up requests serve all registrations of one date. */
const REQUESTS_A_DATE = 6;
/** One operation in so many is a note on one of the last cases. */
const NOTE_EVERY = 3;
const CASES_WITH_NOTES = 20;

/** Makes the operations of one replica: registrations, and notes on cases that it registered. */
export class OperationAuthor {
  readonly #place: OfficeAtWork;
  readonly #replica: ReplicaId;
  readonly #station: StationCode;
  readonly #random: SeededRandom;
  readonly #requests = new Map<PlainDate, Json[]>();
  readonly #cases: { readonly caseId: CaseId; lastOpId: OperationId; version: number }[] = [];
  #n = 0;
  #prev: Digest | null = null;
  #references = 0;

  constructor(place: OfficeAtWork, replica: ReplicaId, station: StationCode, seed: string) {
    this.#place = place;
    this.#replica = replica;
    this.#station = station;
    this.#random = new SeededRandom('soak', seed, replica);
  }

  /** `count` moments at which the office was open in the `days` days before `untilOn`, in order. */
  moments(count: number, untilOn: PlainDate, days: number): readonly Instant[] {
    const { office, calendar } = this.#place;
    const times = openTimes(office, officeCalendarOf(calendar, office.followsMovedWorkdays), untilOn, days);
    return Array.from({ length: count }, () => momentIn(times, this.#random)).sort();
  }

  async next(receivedAt: Instant): Promise<AuthoredOperation> {
    const n = this.#n + 1;
    const opId = OperationId.parse(this.#random.uuid());
    const noted = n % NOTE_EVERY === 0 ? this.#random.pick(this.#cases) : undefined;
    const note = noted === undefined ? null : `Piezīme ${n}`;
    const caseId = noted?.caseId ?? CaseId.parse(opId);
    const command =
      note === null
        ? { kind: 'register-request', request: this.#request(receivedAt) }
        : { kind: 'add-note', text: note };
    const salt = this.#random.bytes(16);
    const payload = canonicalJson(command as Json);
    const header = canonicalJson({
      ...this.#header(receivedAt),
      kind: command.kind,
      opId,
      caseId,
      baseVersion: noted?.version ?? 0,
      dependsOn: noted === undefined ? [] : [noted.lastOpId],
      n,
      prev: this.#prev,
      ...(noted === undefined ? { reference: this.#nextReference() } : {}),
    } as unknown as Json);
    const digest = await digestOf({ header, salt, payload }, realHash);
    this.#n = n;
    this.#prev = digest;
    if (noted === undefined) this.#remember(caseId, opId);
    else Object.assign(noted, { lastOpId: opId, version: noted.version + 1 });
    return { opId, caseId, n, note, header, salt: salt.toString('hex'), payload, digest };
  }

  #remember(caseId: CaseId, opId: OperationId): void {
    this.#cases.push({ caseId, lastOpId: opId, version: 1 });
    if (this.#cases.length > CASES_WITH_NOTES) this.#cases.shift();
  }

  #nextReference(): string {
    this.#references += 1;
    return referenceOf(this.#place.office.code, this.#station, this.#references);
  }

  #header(receivedAt: Instant): Record<string, unknown> {
    const { office, versions } = this.#place;
    return {
      protocol: PROTOCOL_VERSION,
      rules: RULES_VERSION,
      office: office.id,
      counter: null,
      author: demoClerkOf(office.id),
      role: 'provider-counter',
      catalogue: versions.catalogue,
      calendar: versions.calendar,
      offices: versions.offices,
      receivedAt,
      time: {
        deviceAt: receivedAt,
        offsetMilliseconds: null,
        uncertaintyMilliseconds: null,
        measuredAt: null,
        monotonicMilliseconds: 60_000 + this.#n,
        boot: `soak-${receivedAt.slice(0, 10)}`,
      },
      replica: this.#replica,
    };
  }

  #request(receivedAt: Instant): Json {
    const { office, catalogue } = this.#place;
    const receivedOn = localDateOf(receivedAt);
    const known = this.#requests.get(receivedOn) ?? [];
    this.#requests.set(receivedOn, known);
    if (known.length < REQUESTS_A_DATE) {
      const service = this.#random.pick(servicesOfferedAt(catalogue, office.services));
      known.push(syntheticRequest(catalogue, service, receivedOn, this.#random) as unknown as Json);
    }
    return this.#random.pick(known);
  }
}
