import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DeadlineBadge } from '#renderer/components/deadline-badge.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { dueOfCase } from '#shared/case/case-due.ts';
import { findStep } from '#shared/case/step-context.ts';
import { useCaseAtHand } from '../case-at-hand.ts';

/** Who answers for the open step, who shares in it (CL12), and until when: above every panel (requirement R66). */
export function StepDuty(): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { read } = useLanguage();
  const { state, service, catalogue, colleagues, nameOf, officeCalendar } = useCaseAtHand();
  const now = useNow(30);
  const shared = findStep(service, state.nextStep)?.coResponsibleRoles ?? [];
  const sharing = shared.map((role) => {
    const title = catalogue.roles.find(({ id }) => id === role)?.title;
    const names = colleagues
      .filter((one) => one.role === role && one.person !== state.responsible.person)
      .map(({ name }) => name);
    const word = title === undefined ? role : read(title);
    return names.length === 0 ? word : `${word} (${names.join(', ')})`;
  });
  return (
    <Group gap="lg" mb="xs" data-testid="duty">
      <Text size="sm">{t('duty.answers', { who: nameOf(state.responsible.person) })}</Text>
      {sharing.length > 0 && <Text size="sm">{t('duty.shares', { list: sharing.join('; ') })}</Text>}
      <Text size="sm" component="div">
        {t('duty.until')}{' '}
        <DeadlineBadge
          deadline={state.deadline}
          due={dueOfCase(state)}
          now={now}
          officeCalendar={officeCalendar}
        />
      </Text>
    </Group>
  );
}
