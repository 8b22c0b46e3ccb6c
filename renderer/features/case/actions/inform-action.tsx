import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseState } from '#shared/case/case-state.ts';
import { NotificationSubject } from '#shared/case/facts/notification.ts';
import { findUntold } from '#shared/case/steps/report-mail.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormRadios } from '../form/form-fields.tsx';
import { isWrong, required } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import { TellingFields, tellingOf, toldNow, useTellingLabels } from '../steps/inform-fields.tsx';
import { useMailOffer } from '../steps/mail-fields.tsx';
import type { ActionFormProps } from './action-form-props.ts';

/** Telling the applicant of anything else than the decision, which has its step (requirement R17). */
export function InformAction({ title, more, onSaved }: ActionFormProps): ReactNode {
  const { t } = useTranslation('caseActions');
  const { today, state } = useCaseAtHand();
  const { isOffered } = useMailOffer();
  const subjects = subjectsOf(state);
  const form = useCommandForm({
    name: 'inform of',
    initial: { subject: likelySubject(state), ...toldNow(today) },
    commandOf: (values) => {
      const subject = NotificationSubject.safeParse(values.subject);
      if (!subject.success) return required('subject');
      const telling = tellingOf(values, today, isOffered);
      return isWrong(telling) ? telling : { kind: 'inform', subject: subject.data, ...telling };
    },
    labels: { '/subject': t('inform.subject'), ...useTellingLabels() },
    onSaved,
  });
  const { values, set } = form;
  return (
    <CommandFormPanel
      title={title}
      form={form}
      confirm={values.proof === 'e-mail' && isOffered ? t('mailing:send') : title}
      more={more}
    >
      <FormRadios
        form={form}
        pointer="/subject"
        options={subjects.map((value) => ({ value, label: t(`case:subject.${value}`) }))}
        value={values.subject}
        onChange={(subject) => set({ subject })}
      />
      <TellingFields
        form={form}
        values={values}
        subject={NotificationSubject.safeParse(values.subject).data}
        set={set}
      />
    </CommandFormPanel>
  );
}

/** What there is most likely to be told: what an e-mail failed to tell, the extension, what is missing, or how a case stands that is undecided. */
function likelySubject(state: CaseState): string {
  const untold = findUntold(state);
  if (untold !== undefined && untold.subject !== 'decision') return untold.subject;
  const { clock, deadline } = state;
  switch (deadline.kind) {
    case 'running':
      return clock.extension === null ? 'course' : 'extension';
    case 'paused':
    case 'waits-for-complete-request':
      return 'missing-information';
    case 'met':
      return '';
  }
}

/** What there is to tell: how the case stands, and what has happened in it; not what has not. */
function subjectsOf(state: CaseState): readonly NotificationSubject[] {
  const untold = findUntold(state)?.subject;
  const has: Readonly<Record<NotificationSubject, boolean>> = {
    // It has a step of its own.
    decision: false,
    'missing-information': state.waiting !== null || state.missing.length > 0,
    extension: state.clock.extension !== null,
    forwarding: state.outcome?.kind === 'forwarded',
    course: true,
    result: state.result !== null,
  };
  return NotificationSubject.options.filter(
    (subject) => has[subject] || (subject === untold && subject !== 'decision'),
  );
}
