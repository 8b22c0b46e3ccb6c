import { type FeeStanding, standingOf } from '#shared/case/request/needed-evidence.ts';
import { feesOf } from '#shared/catalogue/fees-of.ts';
import { useRequestForm } from './request-form.ts';

/** How the fees of the request stand as it is marked now. */
export function useFeeStanding(): FeeStanding {
  const { service, draft } = useRequestForm();
  if (service === undefined) return 'open';
  const { variant } = draft.values;
  return standingOf(feesOf(service, typeof variant === 'string' ? variant : undefined), draft.fees);
}
