import { useMemo } from 'react';
import { useNow } from '#renderer/components/use-now.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { staffName, useWorkplace } from '#renderer/context/workplace.ts';
import type { CaseDetail } from '#renderer/counter/counter-api.ts';
import type { CaseAtHand } from '#renderer/features/case/case-at-hand.ts';
import { colleaguesAt } from '#renderer/features/case/colleagues.ts';
import { caseForPrint } from '#renderer/features/prints/case-for-print.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import type { CaseId } from '#shared/kernel/identifier.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { findDeskRole } from '#shared/protocol/grants.ts';

/**
 * The case that was registered just now, as the forms of its steps need it; `undefined` until the store shows it, and
 * where the person at the desk has no part in it. It was registered by the catalogue of this workplace.
 */
export function useSavedCase(
  caseId: CaseId,
  detail: CaseDetail | undefined,
): Omit<CaseAtHand, 'hasKeys' | 'onSaved'> | undefined {
  const { session } = useApp();
  const workplace = useWorkplace();
  const today = localDateOf(useNow(600));
  const colleagues = useMemo(
    () =>
      workplace === undefined ? [] : colleaguesAt(workplace.reference.roster.people, workplace.office.id),
    [workplace],
  );
  if (workplace === undefined || detail === undefined || session === null) return undefined;
  const { catalogue, office, officeCalendar, reference } = workplace;
  const state = detail.row.shown;
  const role = findDeskRole(session.person.grants, office.id);
  const service = findService(catalogue, state.request.service);
  if (role === undefined || service === undefined || reference.versions.catalogue !== state.catalogue) {
    return undefined;
  }
  const nameOf = (id: string): string => staffName(reference, id);
  const { id: person } = session.person;
  const forPrint = caseForPrint(detail, workplace, { catalogue, service });
  const people = { person, role, colleagues, nameOf };
  return { caseId, state, catalogue, service, officeCalendar, today, forPrint, ...people };
}
