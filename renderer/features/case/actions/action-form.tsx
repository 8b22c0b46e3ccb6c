import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { unreachable } from '#shared/kernel/invariant.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { AcceptancePanel } from '../steps/acceptance-panel.tsx';
import { AnswerPanel } from '../steps/answer-panel.tsx';
import { EvidencePanel } from '../steps/evidence-panel.tsx';
import { HandOverPanel } from '../steps/hand-over-panel.tsx';
import type { ActionKind } from './action-kinds.ts';
import { AmendAction } from './amend-action.tsx';
import { AskAction } from './ask-action.tsx';
import { AssignAction } from './assign-action.tsx';
import { AttachAction } from './attach-action.tsx';
import { ClassifyAction } from './classify-action.tsx';
import { CorrectAction } from './correct-action.tsx';
import { ExplainAction } from './explain-action.tsx';
import { ExtendAction } from './extend-action.tsx';
import { InformAction } from './inform-action.tsx';
import { LinkAction } from './link-action.tsx';
import { ReasonAction } from './reason-action.tsx';
import { SetAsideAction } from './set-aside-action.tsx';

/** The form of the action that was chosen, in the place of the step's panel until it is saved or left. */
export function ActionForm(props: {
  readonly kind: ActionKind;
  readonly onSaved: () => void;
  readonly onLeave: () => void;
}): ReactNode {
  const { kind, onSaved, onLeave } = props;
  const { t } = useTranslation('caseActions');
  const { handOver } = useCaseAtHand().state;
  const title = t(`title.${kind}`);
  const back = (
    <Button variant="default" onClick={onLeave} aria-keyshortcuts="Escape">
      {t('common:back')}
      <KeyHint keys="Esc" />
    </Button>
  );
  const all = { title, more: back, onSaved } as const;
  switch (kind) {
    case 'ask-applicant':
      return <AskAction {...all} />;
    case 'receive-evidence':
      return <EvidencePanel {...all} />;
    case 'record-answer':
      return <AnswerPanel {...all} />;
    case 'inform':
      return <InformAction {...all} />;
    case 'hand-over':
      return <HandOverPanel {...all} />;
    case 'accept-hand-over':
      return handOver === null ? null : <AcceptancePanel handOver={handOver} {...all} />;
    case 'assign-case':
      return <AssignAction {...all} />;
    case 'classify-request':
      return <ClassifyAction {...all} />;
    case 'correct-request':
      return <CorrectAction {...all} />;
    case 'explain-delay':
      return <ExplainAction {...all} />;
    case 'extend-deadline':
      return <ExtendAction {...all} />;
    case 'amend-decision':
      return <AmendAction {...all} />;
    case 'attach-files':
      return <AttachAction {...all} />;
    case 'remove-attachment':
      return <SetAsideAction {...all} />;
    case 'link-duplicate':
      return <LinkAction {...all} />;
    case 'stop-waiting':
    case 'return-hand-over':
    case 'return-decision':
    case 'withdraw-decision':
    case 'forward-request':
    case 'withdraw-request':
    case 'lapse-request':
    case 'void-case':
    case 'reopen-case':
      return <ReasonAction kind={kind} {...all} />;
    default:
      return unreachable(kind);
  }
}
