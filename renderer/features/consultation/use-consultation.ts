import { useMemo } from 'react';
import { useNow } from '#renderer/components/use-now.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import type { Workplace } from '#renderer/context/workplace.ts';
import { type Consultation, findConsultation } from '#shared/case/consultation.ts';
import { servicesOfferedAt } from '#shared/catalogue/find-service.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import { findProviderRole } from '#shared/protocol/grants.ts';

/** How a consultation is given here by the person at the desk; `undefined` where it cannot be (RG19). */
export function useConsultation(workplace: Workplace | undefined): Consultation | undefined {
  const { session } = useApp();
  const today = localDateOf(useNow(600));
  const grants = session?.person.grants;
  return useMemo(() => {
    if (workplace === undefined) return undefined;
    const { catalogue, office } = workplace;
    const role = findProviderRole(grants ?? [], office.id);
    const offered = servicesOfferedAt(catalogue, office.services);
    return role === undefined ? undefined : findConsultation(catalogue, offered, role, today);
  }, [workplace, grants, today]);
}
