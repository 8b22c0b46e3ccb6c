import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '#renderer/components/use-now.ts';
import { metAt } from '#shared/case/case-clock.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormLine, FormLines } from '../form/form-fields.tsx';
import { required } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import type { ActionFormProps } from './action-form-props.ts';

type ReasonKind =
  | 'stop-waiting'
  | 'return-hand-over'
  | 'return-decision'
  | 'withdraw-decision'
  | 'void-case'
  | 'reopen-case'
  | 'withdraw-request'
  | 'lapse-request'
  | 'forward-request';

interface ReasonValues {
  readonly reason: string;
  readonly institution: string;
  readonly correctiveNote: string;
}

const ENDINGS: ReadonlySet<ReasonKind> = new Set(['withdraw-request', 'lapse-request', 'forward-request']);

/** An action that asks for its reason, and of an end without a decision why it came late, when it did. */
export function ReasonAction({
  kind,
  title,
  more,
  onSaved,
}: ActionFormProps & { readonly kind: ReasonKind }): ReactNode {
  const { t } = useTranslation('caseActions');
  const { state, service, officeCalendar } = useCaseAtHand();
  const now = useNow(10);
  const form = useCommandForm({
    name: kind,
    initial: { reason: '', institution: '', correctiveNote: '' },
    commandOf: (values) => commandOf(kind, values, state.decision?.opId),
    labels: {
      '/reason': t('reason'),
      '/institution': t('institution'),
      '/correctiveNote': t('correctiveNote'),
    },
    onSaved,
  });
  const { values, set } = form;
  const isRefused = form.outcome?.outcome === 'refused' && form.outcome.code === 'corrective-note-required';
  const met = ENDINGS.has(kind) ? metAt(state, now, { service, calendar: officeCalendar }) : undefined;
  // CL53: the field is there when the end would come late, or when the refusal said that it does.
  const isLate = isRefused || (met?.kind === 'met' && !met.isInTime);
  return (
    <CommandFormPanel title={title} form={form} confirm={title} more={more}>
      {kind === 'forward-request' && (
        <FormLine
          form={form}
          pointer="/institution"
          value={values.institution}
          onChange={(institution) => set({ institution })}
        />
      )}
      <FormLines form={form} pointer="/reason" value={values.reason} onChange={(reason) => set({ reason })} />
      {isLate && state.delay != null && <Text>{t('explained', { text: state.delay.correctiveNote })}</Text>}
      {isLate && (
        <FormLines
          form={form}
          pointer="/correctiveNote"
          isOptional={state.delay != null}
          help={t('late')}
          value={values.correctiveNote}
          onChange={(correctiveNote) => set({ correctiveNote })}
        />
      )}
    </CommandFormPanel>
  );
}

function commandOf(
  kind: ReasonKind,
  { reason, institution, correctiveNote }: ReasonValues,
  decision: NonNullable<ReturnType<typeof useCaseAtHand>['state']['decision']>['opId'] | undefined,
): CaseCommand | readonly Issue[] {
  switch (kind) {
    case 'withdraw-request':
    case 'lapse-request':
      return { kind, reason, correctiveNote };
    case 'forward-request':
      return { kind, institution, reason, correctiveNote };
    case 'return-decision':
    case 'withdraw-decision':
      return decision === undefined ? required('decision') : { kind, decision, reason };
    default:
      return { kind, reason };
  }
}
