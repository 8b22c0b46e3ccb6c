import { createContext, use } from 'react';
import type { RequestDraft } from '#shared/case/request/request-draft.ts';
import type { RequestFacts } from '#shared/case/request/request-facts.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import type { Issue } from '#shared/kernel/issue.ts';

/** What every section of the registration form works on. */
export interface RequestForm {
  /** The identifier of the draft, and of the case that it becomes. */
  readonly formId: OperationId;
  readonly catalogue: Catalogue;
  readonly draft: RequestDraft;
  /** Changes parts of the draft; the rest stays. */
  readonly change: (change: Partial<RequestDraft>) => void;
  /** The same for what depends on the draft as it is then. */
  readonly changeBy: (change: (draft: RequestDraft) => Partial<RequestDraft>) => void;
  /** Told while files are being kept for the request, which is not registered meanwhile. */
  readonly setAttaching: (isAttaching: boolean) => void;
  readonly service: PublicService | undefined;
  readonly facts: RequestFacts | undefined;
  /** Everything that a strict reading would refuse now. */
  readonly issues: readonly Issue[];
  /**
   * The sentence for what is wrong at exactly this place, once the person has been there or has tried to register.
   */
  readonly errorAt: (pointer: string) => string | undefined;
}

export const RequestFormContext = createContext<RequestForm | undefined>(undefined);

/** The form that the section stands in. */
export function useRequestForm(): RequestForm {
  const form = use(RequestFormContext);
  if (form === undefined) throw new Error('outside of the registration form');
  return form;
}
