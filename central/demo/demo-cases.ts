import { servicesOfferedAt } from '#shared/catalogue/find-service.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import type { Digest, ReplicaId } from '#shared/kernel/identifier.ts';
import { addMilliseconds, type Instant } from '#shared/kernel/instant.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { digestOf } from '#shared/kernel/operation-digest.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { Hash } from '#shared/kernel/ports.ts';
import { referenceOf, type StationCode } from '#shared/kernel/reference.ts';
import { PROTOCOL_VERSION, RULES_VERSION } from '#shared/protocol/protocol-version.ts';
import type { ReferenceVersions } from '#shared/protocol/pull.ts';
import type { WireOperation } from '#shared/protocol/push.ts';
import type { Office } from '#shared/service-level/office.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import type { WorkingCalendar } from '#shared/service-level/working-calendar.ts';
import { demoClerkOf } from './demo-accounts.ts';
import { momentIn, openTimes } from './opening-times.ts';
import { SeededRandom } from './seeded-random.ts';
import { syntheticRequest } from './synthetic-request.ts';

/** Cases are received on this many days before the date that is named. */
const DAYS = 60;

/** What the made-up cases follow from. The same of all gives the same operations, byte for byte. */
export interface DemoPlan {
  readonly cases: number;
  readonly seed: string;
  /** Everything is received before this date. */
  readonly untilOn: PlainDate;
  readonly offices: readonly Office[];
  /** The versions of what follows, and of the offices. */
  readonly versions: Pick<ReferenceVersions, 'catalogue' | 'calendar' | 'offices'>;
  readonly catalogue: Catalogue;
  readonly calendar: WorkingCalendar;
}

/** What one office gets: a replica of its own, and its cases in the order in which they were received. */
export interface OfficePlan {
  readonly office: Office;
  readonly replica: ReplicaId;
  readonly cases: readonly { readonly service: PublicService; readonly receivedAt: Instant }[];
}

/**
 * Spreads the cases over the offices. Services come in turn, so that all occur; of the offices that offer one, the first
 * gets it more often than the last. Offices that were closed all the time, and services that none offers, get none.
 */
export function planOffices(plan: DemoPlan): readonly OfficePlan[] {
  const { cases, seed, untilOn, catalogue, versions } = plan;
  // By another version the same would be other operations, and those need another replica.
  const work = [versions.catalogue, versions.calendar, versions.offices];
  const key = [seed, cases, plan.offices.length, untilOn, ...work];
  const random = new SeededRandom('plan', ...key);
  const open = plan.offices.flatMap((office) => {
    const calendar = officeCalendarOf(plan.calendar, office.followsMovedWorkdays);
    const times = openTimes(office, calendar, untilOn, DAYS);
    const services = servicesOfferedAt(catalogue, office.services);
    return times.length === 0 ? [] : [{ office, times, services }];
  });
  const services = catalogue.services.filter((service) =>
    open.some((place) => place.services.includes(service)),
  );
  const planned = new Map<Office, { service: PublicService; receivedAt: Instant }[]>();
  for (const { office } of open) planned.set(office, []);
  for (let index = 0; index < cases && services.length > 0; index += 1) {
    const service = services[index % services.length];
    invariant(service !== undefined, 'a service in turn');
    const places = open.filter((place) => place.services.includes(service));
    const last = places.length - 1;
    const { office, times } =
      places[Math.min(random.whole(0, last), random.whole(0, last))] ?? random.pick(places);
    planned.get(office)?.push({ service, receivedAt: momentIn(times, random) });
  }
  return open.map(({ office }) => ({
    office,
    replica: new SeededRandom('replica', ...key, office.id).uuid() as ReplicaId,
    cases: (planned.get(office) ?? []).sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1)),
  }));
}

/** What an office's operations are sealed with besides its plan. */
export interface SealOptions {
  readonly station: StationCode;
  readonly hash: Hash;
}

/**
 * The operations of one office, sealed as a journal would: dense numbers, each with the digest of the one before, and a
 * reference from the station's own counter.
 */
export async function* sealedOperations(
  plan: DemoPlan,
  { office, replica, cases }: OfficePlan,
  { station, hash }: SealOptions,
): AsyncGenerator<WireOperation> {
  let prev: Digest | null = null;
  for (const [index, { service, receivedAt }] of cases.entries()) {
    const n = index + 1;
    const random = new SeededRandom('case', replica, n);
    const opId = random.uuid();
    const salt = random.bytes(16);
    const request = syntheticRequest(plan.catalogue, service, localDateOf(receivedAt), random);
    const payload = canonicalJson({ kind: 'register-request', request } as unknown as Json);
    const counters = office.counters.filter(
      ({ services }) => services === 'all' || services.includes(service.id),
    );
    const header = canonicalJson({
      protocol: PROTOCOL_VERSION,
      rules: RULES_VERSION,
      kind: 'register-request',
      caseId: opId,
      baseVersion: 0,
      office: office.id,
      counter: counters.length === 0 ? null : random.pick(counters).id,
      author: demoClerkOf(office.id),
      role: 'provider-counter',
      catalogue: plan.versions.catalogue,
      calendar: plan.versions.calendar,
      offices: plan.versions.offices,
      dependsOn: [],
      receivedAt,
      time: {
        deviceAt: addMilliseconds(receivedAt, -random.whole(0, 900)),
        offsetMilliseconds: null,
        uncertaintyMilliseconds: null,
        measuredAt: null,
        monotonicMilliseconds: random.whole(60_000, 30_000_000),
        boot: `demo-${receivedAt.slice(0, 10)}`,
      },
      opId,
      replica,
      n,
      prev,
      reference: referenceOf(office.code, station, n),
    });
    const digest: Digest = await digestOf({ header, salt, payload }, hash);
    prev = digest;
    yield { header, salt: salt.toString('hex'), payload, digest };
  }
}
