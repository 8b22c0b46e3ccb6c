import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import { namedRolesFor, rolesFor } from './steps/step-roles.ts';

/**
 * Who does what is next: the responsible person, where it is theirs to do. Where it is not, who has to, and below it who
 * is responsible until then (CL12, CL57, CL67).
 */
export function CaseDoer(props: {
  readonly state: CaseState;
  readonly catalogue: Catalogue;
  readonly service: PublicService | undefined;
  readonly nameOf: (personId: string) => string;
}): ReactNode {
  const { state, catalogue, service, nameOf } = props;
  const { t } = useTranslation('case');
  const { read } = useLanguage();
  const responsible = nameOf(state.responsible.person);
  const other = otherDoer();
  return (
    <div data-testid="doer">
      {other ?? responsible}
      {other !== undefined && <Text size="sm">{t('caseSteps:duty.answers', { who: responsible })}</Text>}
    </div>
  );

  function otherDoer(): string | undefined {
    const { handOver, waiting, nextStep } = state;
    if (waiting !== null) return t('doer.applicant');
    if (handOver !== null) {
      const { to } = handOver;
      return t('doer.accepts', { who: to.kind === 'person' ? nameOf(to.person) : to.partner });
    }
    // Who was named to do what follows from the evaluation does it in whatever role (CL48).
    if (service === undefined || nextStep === 'act') return;
    if (rolesFor(nextStep, service).includes(state.responsible.role)) return;
    return namedRolesFor(nextStep, service)
      .map((role) => catalogue.roles.find(({ id }) => id === role)?.title)
      .flatMap((title) => (title === undefined ? [] : [read(title)]))
      .join(', ');
  }
}
