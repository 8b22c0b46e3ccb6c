import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { HandedOut } from '#shared/case/facts/provision.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { PersonId } from '#shared/kernel/identifier.ts';
import { application } from '#shared/letters/application.ts';
import { bringThis, wantedBy } from '#shared/letters/bring-this.ts';
import { decisionCourseOf } from '#shared/letters/decision-course.ts';
import { decisionLetter } from '#shared/letters/decision-letter.ts';
import type { LetterKind } from '#shared/letters/letter.ts';
import type { CaseLetterContext } from '#shared/letters/letter-context.ts';
import { procedureOfService } from '#shared/letters/procedure.ts';
import { proofOfHandingOver } from '#shared/letters/proof-of-handing-over.ts';
import { type Delivery, receipt } from '#shared/letters/receipt.ts';
import type { Office } from '#shared/service-level/office.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import type { Printable, PrintChoice } from './print-preview.tsx';

/** The case that letters are made of, and the counter that gives them out. */
export interface CaseForPrint {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly catalogue: Catalogue;
  readonly service: PublicService;
  readonly office: Office;
  readonly officeCalendar: OfficeCalendar;
  /** Every office of the institution. */
  readonly offices: readonly Office[];
  /** How far the case has got at this moment. */
  readonly delivery: Delivery;
  readonly nameOf: (person: PersonId) => string;
}

/** The letter of that kind on the case, or `undefined` while it makes no sense (LT14). */
export function findPrintable(
  kind: LetterKind,
  of: CaseForPrint,
  planned?: { readonly by: PersonId; readonly handedOut: HandedOut | null },
): Printable | undefined {
  const contextOf = ({ language, printedAt }: PrintChoice): CaseLetterContext => ({
    ...of,
    language,
    printedAt,
  });
  const { state, offices, delivery } = of;
  switch (kind) {
    case 'receipt':
      return { kind, make: (choice) => receipt(contextOf(choice), { paper: choice.paper, delivery }) };
    case 'application':
      // Where nobody gave a name, nobody signs.
      return state.request.applicant.kind === 'society'
        ? undefined
        : { kind, make: (choice) => application(contextOf(choice)) };
    case 'bring-this': {
      const wanted = wantedBy(of);
      return wanted && { kind, make: (choice) => bringThis(contextOf(choice), wanted) };
    }
    case 'decision':
      return decisionCourseOf(of.events).kind === 'none'
        ? undefined
        : { kind, make: (choice) => decisionLetter(contextOf(choice)) };
    case 'proof': {
      const { result } = state;
      const isDue = result !== null && (result.handedOut !== null || planned !== undefined);
      return isDue ? { kind, make: (choice) => proofOfHandingOver(contextOf(choice), planned) } : undefined;
    }
    case 'procedure':
      return procedurePrintable(of, offices);
  }
}

/** The procedure of a service, with or without a case, and those of `offices` that offer it. */
export function procedurePrintable(
  of: Pick<CaseForPrint, 'catalogue' | 'service' | 'office'>,
  offices: readonly Office[],
): Printable {
  const offering = offices.filter(({ services }) => services.includes(of.service.id));
  return { kind: 'procedure', make: (choice) => procedureOfService({ ...of, ...choice }, offering) };
}
