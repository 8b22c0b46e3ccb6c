import { createContext, use } from 'react';
import type { CaseForPrint } from '#renderer/features/prints/case-printables.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { StaffRole } from '#shared/case/staff-role.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { CaseId, PersonId } from '#shared/kernel/identifier.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import type { Colleague } from './colleagues.ts';

/** The case that a person works on at this counter, as every form of its page needs it. */
export interface CaseAtHand {
  readonly caseId: CaseId;
  readonly state: CaseState;
  readonly catalogue: Catalogue;
  readonly service: PublicService;
  readonly person: PersonId;
  /** As whom the person works here. */
  readonly role: StaffRole;
  /** Who can be made responsible for the case. */
  readonly colleagues: readonly Colleague[];
  readonly today: PlainDate;
  readonly officeCalendar: OfficeCalendar;
  readonly nameOf: (personId: string) => string;
  /** What the letters on the case are made of. */
  readonly forPrint: CaseForPrint;
  /** Whether the open form has the keys; another one over it takes them. */
  readonly hasKeys: boolean;
  /** Called when a command was saved on this computer. */
  readonly onSaved: () => void;
}

const Context = createContext<CaseAtHand | undefined>(undefined);

/** Gives the forms of a case page their case. */
export const CaseAtHandContext = Context;

/** The case of the page; a defect outside of one. */
export function useCaseAtHand(): CaseAtHand {
  const atHand = use(Context);
  if (atHand === undefined) throw new Error('outside of a case');
  return atHand;
}
