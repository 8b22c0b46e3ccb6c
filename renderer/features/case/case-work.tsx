import { Button, Group, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import { allowedCommands } from '#shared/case/lifecycle.ts';
import { ActionForm } from './actions/action-form.tsx';
import type { ActionKind } from './actions/action-kinds.ts';
import { ActionsMenu } from './actions/actions-menu.tsx';
import { type CaseAtHand, CaseAtHandContext } from './case-at-hand.ts';
import { CasePrints } from './case-prints.tsx';
import { findKeptNote } from './kept-notes.ts';
import { NoteForm } from './note-form.tsx';
import { OpenChecksNotice } from './open-checks-notice.tsx';
import { RepresentationNotice } from './representation-notice.tsx';
import { StepDuty } from './steps/step-duty.tsx';
import { StepPanel } from './steps/step-panel.tsx';

/** What a person does on a case: the next step, or the action that was chosen instead, and notes beside both. */
export function CaseWork(props: {
  readonly atHand: Omit<CaseAtHand, 'hasKeys' | 'onSaved'>;
  readonly onLeave: () => void;
  /** How often it was asked above that a telling be recorded. */
  readonly informing: number;
}): ReactNode {
  const { atHand, onLeave, informing } = props;
  const { t } = useTranslation('case');
  const { state, role } = atHand;
  const place = { person: atHand.person, caseId: atHand.caseId };
  const kept = findKeptNote(place);
  // A note that was begun here before is open again; it takes the focus only when it is asked for.
  const [noting, setNoting] = useState<'no' | 'asked-for' | 'begun-before'>(
    kept === undefined ? 'no' : 'begun-before',
  );
  const [said, setSaid] = useState<'noteSaved' | 'stepSaved'>();
  const [chosen, setChosen] = useState<ActionKind>();
  const noteButton = useRef<HTMLButtonElement>(null);
  const actionsButton = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLElement>(null);
  const mayNote = allowedCommands(state.status, role).includes('add-note');
  const mayCheck = allowedCommands(state.status, role).includes('receive-evidence');
  const isNoting = mayNote && noting !== 'no';
  const openNote = (): void => {
    if (!mayNote) return;
    setNoting('asked-for');
    setSaid(undefined);
  };
  const closeNote = (isSaved: boolean): void => {
    setNoting('no');
    setSaid(isSaved ? 'noteSaved' : undefined);
    noteButton.current?.focus();
  };
  const choose = (kind: ActionKind): void => {
    setChosen(kind);
    setSaid(undefined);
  };
  const leaveAction = (): void => {
    setChosen(undefined);
    actionsButton.current?.focus();
  };
  useKeys({
    'Alt+Z': openNote,
    Esc: () => {
      if (isNoting) closeNote(false);
      else if (chosen !== undefined) leaveAction();
      else onLeave();
    },
  });
  useEffect(() => {
    if (informing === 0) return;
    setChosen('inform');
    setSaid(undefined);
  }, [informing]);
  // What was saved gives way to the next step, and the work goes on there.
  const standing = `${state.nextStep} ${state.stepStartedAt}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next step, or a form opened over it, is the occasion.
  useEffect(() => {
    if (said === 'stepSaved' || chosen !== undefined) panel.current?.focus();
  }, [standing, chosen]);
  return (
    <CaseAtHandContext value={{ ...atHand, hasKeys: !isNoting, onSaved: () => setSaid('stepSaved') }}>
      <Group className="k-no-print">
        <ActionsMenu ref={actionsButton} onChoose={choose} />
        <Button
          ref={noteButton}
          variant="default"
          onClick={openNote}
          disabled={!mayNote}
          aria-keyshortcuts="Alt+Z"
        >
          {t('note')}
          <KeyHint keys="Alt+Z" />
        </Button>
        <CasePrints />
        <Text role="status" data-testid="note-state">
          {said !== undefined && t(said)}
          {!isNoting && said === undefined && kept !== undefined && t('noteWaits')}
        </Text>
      </Group>
      {isNoting && (
        <NoteForm
          place={place}
          autoFocus={noting === 'asked-for'}
          onSaved={() => closeNote(true)}
          onCancel={() => closeNote(false)}
        />
      )}
      <section
        ref={panel}
        tabIndex={-1}
        aria-label={t('work')}
        className="k-no-print"
        data-testid="work"
        data-step={chosen ?? state.nextStep}
      >
        {chosen === undefined && state.nextStep !== 'none' && (
          <OpenChecksNotice {...(mayCheck && { onCheck: () => choose('receive-evidence') })} />
        )}
        <RepresentationNotice state={state} today={atHand.today} />
        {chosen === undefined ? (
          <>
            {state.nextStep !== 'none' && <StepDuty />}
            <StepPanel />
          </>
        ) : (
          <ActionForm key={chosen} kind={chosen} onSaved={() => setChosen(undefined)} onLeave={leaveAction} />
        )}
      </section>
    </CaseAtHandContext>
  );
}
