import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { Navigate, useBlocker, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorSummary } from '#renderer/components/error-summary.tsx';
import { issueText } from '#renderer/components/issue-text.ts';
import { Notice } from '#renderer/components/notice.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { isUncertain, saveUntilAnswered } from '#renderer/components/save-until-answered.ts';
import { UncertainSave } from '#renderer/components/uncertain-save.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { useWorkplace, type Workplace } from '#renderer/context/workplace.ts';
import type { OpenedForm, SaveOutcome } from '#renderer/counter/counter-api.ts';
import type { RequestDraft } from '#shared/case/request/request-draft.ts';
import { servicesOfferedAt } from '#shared/catalogue/find-service.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { Digest, OperationId } from '#shared/kernel/identifier.ts';
import { ApplicantSection } from './applicant-section.tsx';
import { CarriedNotice } from './carried-notice.tsx';
import { ConditionsSection } from './conditions-section.tsx';
import { ContactSection, DetailsSection } from './details-section.tsx';
import { DocumentsSection } from './documents-section.tsx';
import { FeesSection } from './fees-section.tsx';
import { inScreenOrder, labelAt } from './issue-labels.ts';
import { KeptDraft, newDraft } from './kept-draft.ts';
import { RequestFormContext } from './request-form.ts';
import { SavedPanel } from './saved-panel.tsx';
import { ServiceSection } from './service-section.tsx';
import { SummaryPanel } from './summary-panel.tsx';
import { useCarriedDraft } from './use-carried-draft.ts';
import { useFormState } from './use-form-state.ts';
import { useKeptDraft } from './use-kept-draft.ts';

/**
 * The registration form (S5). Its address holds the identifier of the draft, so that a reload finds it again; another
 * draft is another screen.
 */
export function RegistrationScreen(props: { readonly opId: OperationId }): ReactNode {
  const { counter } = useApp();
  const workplace = useWorkplace();
  const [opened, setOpened] = useState<Opened>();
  const catalogue = workplace?.catalogue;
  const version = workplace?.reference.versions.catalogue;
  // A newer catalogue must not open the form again, which has gone on since.
  const isOpened = opened !== undefined;
  useEffect(() => {
    if (catalogue === undefined || version === undefined || isOpened) return;
    let isWanted = true;
    counter.openForm(props.opId).then(
      (form) => isWanted && setOpened(readOpened(form, catalogue, version)),
      // The journal does not answer: said on the screen, because an empty form might hide what was written.
      () => isWanted && setOpened({ kind: 'unavailable' }),
    );
    return () => {
      isWanted = false;
    };
  }, [counter, catalogue, version, isOpened, props.opId]);
  if (workplace === undefined || opened === undefined) return null;
  if (opened.kind === 'registered') {
    return <Navigate to="/requests/$caseId" params={{ caseId: opened.caseId }} replace />;
  }
  if (opened.kind === 'unavailable') return <NotOpened onAgain={() => setOpened(undefined)} />;
  // What a colleague was writing is shown to nobody else.
  if (opened.kind === 'of-another-person') return <Navigate to="/requests" replace />;
  return (
    <RegistrationForm
      key={props.opId}
      opId={props.opId}
      workplace={workplace}
      opened={opened.kept}
      isReopened={opened.isReopened}
    />
  );
}

type Opened =
  | Extract<OpenedForm, { kind: 'registered' | 'of-another-person' }>
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'form'; readonly kept: KeptDraft; readonly isReopened: boolean };

/** What to show for what the counter has under the identifier; a draft that cannot be read is begun anew. */
function readOpened(form: OpenedForm, catalogue: Catalogue, version: Digest): Opened {
  if (form.kind === 'registered' || form.kind === 'of-another-person') return form;
  const read = form.kind === 'draft' ? KeptDraft.safeParse(JSON.parse(form.content)) : undefined;
  return read?.success === true
    ? { kind: 'form', kept: read.data, isReopened: true }
    : { kind: 'form', kept: newDraft(catalogue, version), isReopened: false };
}

function RegistrationForm(props: {
  readonly opId: OperationId;
  readonly workplace: Workplace;
  readonly opened: KeptDraft;
  readonly isReopened: boolean;
}): ReactNode {
  const { opId, workplace, opened, isReopened } = props;
  const { catalogue, office, officeCalendar } = workplace;
  const { t } = useTranslation('registration');
  const { read } = useLanguage();
  const { counter, session, platform } = useApp();
  const navigate = useNavigate();
  const [kept, setKept] = useState(opened);
  const [outcome, setOutcome] = useState<SaveOutcome>();
  const [isSaving, setSaving] = useState(false);
  const [isDiscarding, setDiscarding] = useState(false);
  const setDraft = useCallback(
    (change: (draft: RequestDraft) => RequestDraft) =>
      setKept((present) => ({ ...present, draft: change(present.draft) })),
    [],
  );
  useCarriedDraft(kept, setKept, workplace);
  const form = useFormState(opId, catalogue, kept.draft, setDraft);
  const keeping = useKeptDraft(counter, opId, kept);
  const offered = useMemo(() => servicesOfferedAt(catalogue, office.services), [catalogue, office]);

  const startAnother = useCallback(() => {
    void navigate({ to: '/register/$draftId', params: { draftId: crypto.randomUUID() } });
  }, [navigate]);
  const register = async (): Promise<void> => {
    if (isSaving || form.isAttaching) return;
    form.attempt();
    if (form.issues.length > 0) return;
    setSaving(true);
    try {
      await keeping.keepNow();
      const answer = await saveUntilAnswered(
        () => counter.register({ opId, salt: kept.salt, draft: kept.draft }),
        setOutcome,
      );
      if (answer.outcome === 'saved') keeping.stop();
      setOutcome(answer);
    } finally {
      setSaving(false);
    }
  };
  const forgetLeft = (): void => setKept(({ left: _seen, ...present }) => present);
  // Whatever leads away, a click, a key or the browser's own button: nobody leaves what could not be kept unasked.
  const leaving = useBlocker({
    shouldBlockFn: async () => !(await keeping.keepNow()),
    // A desktop window that asks in this way would not close and not say why.
    enableBeforeUnload: () => platform.kind === 'browser' && keeping.state.kind === 'failed',
    withResolver: true,
  });
  const leave = (): Promise<void> => navigate({ to: '/requests' });
  const discard = async (): Promise<void> => {
    keeping.stop();
    await counter.discardDraft(opId);
    await navigate({ to: '/requests' });
  };
  const isSaved = outcome?.outcome === 'saved';
  const isLocked = isUncertain(outcome);
  useKeys({
    // Once it is saved the panel that takes the form's place has the keys.
    ...(!isSaved && { 'Ctrl+Enter': () => void register(), 'Ctrl+S': () => void keeping.keepNow() }),
    Esc: () => void leave(),
  });

  if (outcome?.outcome === 'saved' && form.service !== undefined) {
    return (
      <SavedPanel
        saved={outcome}
        service={form.service}
        onAnother={startAnother}
        onOpen={() => void navigate({ to: '/requests/$caseId', params: { caseId: outcome.caseId } })}
      />
    );
  }
  const issues = outcome?.outcome === 'invalid' ? outcome.issues : form.issues;
  const lines =
    form.attempts === 0
      ? []
      : inScreenOrder(issues, form.service, catalogue).map((issue) => ({
          pointer: issue.pointer,
          label: labelAt(issue.pointer, form.service, catalogue, read, t),
          text: issueText(issue, t),
        }));
  return (
    <RequestFormContext value={form}>
      <Stack gap="md" onBlur={(event) => form.leave(event.target.id)}>
        <PageHeading takesFocus={false}>{t('title')}</PageHeading>
        {isReopened && <Text c="dimmed">{t('reopened')}</Text>}
        {kept.left !== undefined && <CarriedNotice left={kept.left} onSeen={forgetLeft} />}
        <ErrorSummary lines={lines} attempt={form.attempts} />
        <NotSaved outcome={outcome} />
        <fieldset className="k-form k-lockable" disabled={isLocked}>
          <Stack gap="md">
            <ServiceSection offered={offered} autoFocus={kept.draft.service === undefined} />
            {form.service !== undefined && (
              <>
                <ApplicantSection />
                <ContactSection />
                <ConditionsSection />
                <DetailsSection />
                <DocumentsSection />
                <FeesSection />
              </>
            )}
          </Stack>
          <div className="k-form-side">
            <SummaryPanel
              officeCalendar={officeCalendar}
              responsible={session?.person.name ?? ''}
              keeping={keeping.state}
              isSaving={isSaving || form.isAttaching}
              onRegister={() => void register()}
              onLeave={() => void leave()}
              onDiscard={() => setDiscarding(true)}
            />
          </div>
        </fieldset>
      </Stack>
      <Modal
        opened={leaving.status === 'blocked'}
        onClose={() => leaving.reset?.()}
        title={t('leaveQuestion')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
        transitionProps={{ duration: 0 }}
      >
        <Stack>
          <Text>{t('leaveHelp')}</Text>
          <Group>
            <Button variant="default" onClick={() => leaving.reset?.()}>
              {t('keepWriting')}
            </Button>
            <Button className="k-danger" onClick={() => leaving.proceed?.()}>
              {t('leaveAnyway')}
            </Button>
          </Group>
        </Stack>
      </Modal>
      <Modal
        opened={isDiscarding}
        onClose={() => setDiscarding(false)}
        title={t('discardQuestion')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
        transitionProps={{ duration: 0 }}
      >
        <Stack>
          <Text>{t('discardHelp')}</Text>
          <Group>
            <Button variant="default" onClick={() => setDiscarding(false)}>
              {t('keepWriting')}
            </Button>
            <Button className="k-danger" onClick={() => void discard()}>
              {t('discard')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </RequestFormContext>
  );
}

/** Instead of the form, while nobody can say what was written in it. */
function NotOpened(props: { readonly onAgain: () => void }): ReactNode {
  const { t } = useTranslation('registration');
  return (
    <Notice tone="refused" announce="now" title={t('notOpened')}>
      <Group>
        {t('notOpenedHelp')}
        <Button size="compact-sm" variant="default" onClick={props.onAgain}>
          {t('common:tryAgain')}
        </Button>
      </Group>
    </Notice>
  );
}

/** As loud as saved: the form stays, with the cause and the next step. */
function NotSaved(props: { readonly outcome: SaveOutcome | undefined }): ReactNode {
  const { t } = useTranslation('registration');
  const { outcome } = props;
  if (outcome === undefined || outcome.outcome === 'saved' || outcome.outcome === 'invalid') return null;
  if (isUncertain(outcome)) return <UncertainSave />;
  const cause = outcome.outcome === 'refused' ? `refusals:${outcome.code}` : `notSaved.${outcome.cause}`;
  return (
    <Notice tone="refused" announce="now" title={t('notSaved.title')}>
      {t(cause)} {t('notSaved.stillHere')}
    </Notice>
  );
}
