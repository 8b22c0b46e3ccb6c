import type { CaseCommandKind } from '#shared/case/lifecycle.ts';
import { officeCodeOf, type StationCode, stationOf } from '#shared/kernel/reference.ts';
import type { OperationHeader } from '#shared/protocol/operation-header.ts';
import type { Office } from '#shared/service-level/office.ts';

/** Why a registration is not the device's own to make. */
export type NumberObstacle = 'case-not-own' | 'reference-not-own' | 'counter-not-at-office';

/**
 * What is wrong with the identity that an operation gives its case (`docs/sync-protocol.md`, PR37 and PR38), or `undefined`.
 * The number is bound to the station that was given to the device, so nobody can take a number of a neighbour's.
 */
export function findNumberObstacle(
  kind: CaseCommandKind,
  header: OperationHeader,
  device: { readonly office: Office; readonly station: StationCode },
): NumberObstacle | undefined {
  const { reference, counter } = header;
  if (kind !== 'register-request') return reference === undefined ? undefined : 'reference-not-own';
  const { office, station } = device;
  // By text, because a case and the operation that began it have identifiers of different kinds.
  if (String(header.caseId) !== String(header.opId)) return 'case-not-own';
  if (reference !== undefined) {
    if (officeCodeOf(reference) !== office.code || stationOf(reference) !== station)
      return 'reference-not-own';
  }
  const isThere = counter === null || office.counters.some(({ id }) => id === counter);
  return isThere ? undefined : 'counter-not-at-office';
}
