import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { PersonId } from '#shared/kernel/identifier.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Language } from '#shared/kernel/localized-text.ts';
import type { Office } from '#shared/service-level/office.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';

/** What every letter is made of besides its subject. */
export interface LetterContext {
  readonly language: Language;
  readonly printedAt: Instant;
  /** The office that gives it out. */
  readonly office: Office;
  /** The version that the case is pinned to, or the one in force where there is no case yet. */
  readonly catalogue: Catalogue;
  /** The service by that version. */
  readonly service: PublicService;
}

/** What a letter on a case is made of. */
export interface CaseLetterContext extends LetterContext {
  readonly state: CaseState;
  /** The course of the case in its order, from which `state` was folded. */
  readonly events: readonly CaseEvent[];
  readonly officeCalendar: OfficeCalendar;
  readonly nameOf: (person: PersonId) => string;
}
