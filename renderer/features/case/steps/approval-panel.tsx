import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { DecisionContent } from '#shared/case/facts/decision.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CasePrintButton } from '../case-prints.tsx';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { required } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import type { StepPanelProps } from './step-panel-props.ts';

/** The decision of another person, to be approved (requirement R21). */
export function ApprovalPanel({ title, instruction, more }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { state, nameOf } = useCaseAtHand();
  const { decision } = state;
  const form = useCommandForm({
    name: 'approve-decision',
    initial: {},
    commandOf: () =>
      decision === null ? required('decision') : { kind: 'approve-decision', decision: decision.opId },
    labels: {},
  });
  return (
    <CommandFormPanel
      title={title}
      instruction={instruction}
      form={form}
      confirm={t('approval.approve')}
      more={
        <>
          <CasePrintButton kind="decision" />
          {more}
        </>
      }
    >
      {decision !== null && (
        <Text style={{ whiteSpace: 'pre-wrap' }}>
          {t(`decision.${decision.content.kind}`)}
          {decision.content.reasons === undefined ? '' : `. ${decision.content.reasons}`}
          {` (${nameOf(decision.decidedBy)})`}
        </Text>
      )}
      {decision?.content.kind === 'refuse' && <Refusal content={decision.content} />}
      <Text size="sm" c="dimmed">
        {t('approval.returnHelp')}
      </Text>
    </CommandFormPanel>
  );
}

/** All that a refusal has to name (CL25), for who answers for it with their approval. */
function Refusal(props: {
  readonly content: Extract<DecisionContent, { readonly kind: 'refuse' }>;
}): ReactNode {
  const { refusalReasons, legalGround, contestAt } = props.content;
  const { t } = useTranslation('caseSteps');
  const { read } = useLanguage();
  const { service } = useCaseAtHand();
  const named = service.refusalReasons.filter(({ id }) => refusalReasons.includes(id));
  return (
    <Stack gap={2} data-testid="refusal">
      {named.map(({ id, title }) => (
        <Text key={id}>{read(title)}</Text>
      ))}
      <Text>{t('case:line.refusal', { legalGround, contestAt })}</Text>
    </Stack>
  );
}
