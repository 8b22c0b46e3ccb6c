import type { CaseCommand } from '#shared/case/case-command.ts';
import { decide } from '#shared/case/decide.ts';
import type { DecideContext } from '#shared/case/decide-context.ts';
import type { EventOrigin } from '#shared/case/event-origin.ts';
import { RequestDraft } from '#shared/case/request/request-draft.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import { Digest, type OperationId, PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { referenceOf } from '#shared/kernel/reference.ts';
import { CounterId, type Office } from '#shared/service-level/office.ts';
import { demoCatalogue } from '#test/shared/catalogue/demo-catalogue.ts';
import { at, demoOffice, demoOfficeCalendar } from '#test/shared/service-level/demo-files.ts';
import { readDemoCatalogue } from '#test/support/request-generator/catalogue-json.ts';
import { generateRequest, type RequestWish } from '#test/support/request-generator.ts';
import { sampleId } from '#test/support/sample-operations.ts';

/** The demonstration catalogue as the program reads it, and as JSON. */
export const catalogue: Catalogue = demoCatalogue();
export const catalogueJson = readDemoCatalogue();

/** When the requests of these tests are received, in Latvia on 2026-10-09. */
export const RECEIVED_AT: Instant = at('2026-10-09', '10:41');
export const RECEIVED_ON = localDateOf(RECEIVED_AT);

/** An office that offers every service. */
export const office: Office = demoOffice('SMI');

const officeCalendar = demoOfficeCalendar('SMI');

/** Who acts in these tests, changed by `changes`. */
export function originOf(changes: Partial<EventOrigin> = {}): EventOrigin {
  return {
    opId: sampleId(1),
    at: RECEIVED_AT,
    by: PersonId.parse('synthetic-clerk'),
    role: 'provider-counter',
    office: office.id,
    counter: CounterId.parse('SMI-1'),
    replica: ReplicaId.parse('ffffffff-0000-4000-8000-000000000001'),
    ...changes,
  };
}

/** What `decide` is told, changed by `changes`. */
export function contextOf(changes: Partial<DecideContext> = {}): DecideContext {
  return {
    origin: originOf(),
    reference: referenceOf('SMI', '7K2', 142),
    catalogue: { hash: Digest.parse('a'.repeat(64)), value: catalogue },
    calendar: { hash: Digest.parse('b'.repeat(64)), office: officeCalendar },
    office,
    ...changes,
  };
}

/** A draft that can be registered; parts of it are replaced by `changes`. */
export function draftOf(
  wish: Partial<RequestWish> = {},
  changes: Partial<Record<keyof RequestDraft, unknown>> = {},
) {
  const complete = {
    service: 'dzivesvietas-deklaresana',
    seed: 1,
    asExpected: true,
    withAllEvidence: true,
  } as const;
  return RequestDraft.parse({ ...generateRequest(catalogueJson, { ...complete, ...wish }), ...changes });
}

/** Decides before there is a case. */
export function decideAnew(command: CaseCommand, context: DecideContext = contextOf()) {
  return decide(undefined, command, context);
}

/** The identifier of the `index`-th operation. */
export function operationOf(index: number): OperationId {
  return sampleId(index);
}
