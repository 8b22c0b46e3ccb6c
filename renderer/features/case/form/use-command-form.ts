import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { issueText } from '#renderer/components/issue-text.ts';
import { isUncertain, saveUntilAnswered } from '#renderer/components/save-until-answered.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import type { SaveOutcome } from '#renderer/counter/counter-api.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import type { OperationId } from '#shared/kernel/identifier.ts';
import type { Issue } from '#shared/kernel/issue.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { findKeptForm, forgetForm, keepForm, newForm } from './kept-forms.ts';

/** What each form of a case is made of. */
export interface FormPlan<Values> {
  /** Names the form among those of the case. */
  readonly name: string;
  readonly initial: Values;
  /** The command that the form gives, or what is wrong already with what was typed. */
  readonly commandOf: (values: Values) => CaseCommand | readonly Issue[];
  /** The label of each place of the command, by its pointer. */
  readonly labels: Readonly<Record<string, string>>;
  readonly onSaved?: () => void;
}

/** A form of a case while it is filled in. */
export interface CommandForm<Values> {
  /** The identifier of the operation that the form will be. */
  readonly opId: OperationId;
  readonly values: Values;
  readonly set: (change: Partial<Values>) => void;
  /** Changes the values that there are when it is called, for what comes while something else is typed. */
  readonly setBy: (change: (values: Values) => Partial<Values>) => void;
  readonly labels: Readonly<Record<string, string>>;
  readonly issues: readonly Issue[];
  /** How often the form was given. */
  readonly attempts: number;
  readonly outcome: SaveOutcome | undefined;
  /** It is being saved, or is saved and about to give way to what follows. */
  readonly isBusy: boolean;
  /** Nobody knows whether it was saved, so it takes no change. */
  readonly isLocked: boolean;
  /** Gives the command; `other` instead of the one of the form. */
  readonly give: (other?: CaseCommand) => Promise<void>;
  readonly errorAt: (pointer: string) => string | undefined;
  /** Takes away what was said to be wrong, when a choice puts other fields in the place of those it was said of. */
  readonly forgetIssues: () => void;
}

/** The state of a form that gives one command on the case at hand. What is typed is kept until it is saved. */
export function useCommandForm<Values>(plan: FormPlan<Values>): CommandForm<Values> {
  const { name, initial, commandOf, labels, onSaved } = plan;
  const { counter } = useApp();
  const { t } = useTranslation();
  const { caseId, person, onSaved: onSavedHere } = useCaseAtHand();
  const place = `${person} ${caseId} ${name}`;
  const [form, setForm] = useState(() => findKeptForm<Values>(place) ?? newForm(initial));
  const latest = useRef(form);
  const [outcome, setOutcome] = useState<SaveOutcome>();
  const [attempts, setAttempts] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const isLocked = isUncertain(outcome);
  const write = (next: typeof form): void => {
    latest.current = next;
    setForm(next);
    keepForm(place, next);
  };
  const tell = (answer: SaveOutcome): void => {
    setOutcome(answer);
    setAttempts((count) => count + 1);
    setBusy(false);
  };
  const give = async (other?: CaseCommand): Promise<void> => {
    if (isBusy) return;
    const command = other ?? commandOf(form.values);
    if (!('kind' in command)) {
      tell({ outcome: 'invalid', issues: command });
      return;
    }
    setBusy(true);
    const answer = await saveUntilAnswered(
      () => counter.act({ opId: form.opId, salt: form.salt, caseId, command }),
      setOutcome,
    );
    if (answer.outcome !== 'saved') return tell(answer);
    if (answer.editedSince) {
      // An earlier state of this form was saved after all; what stands here now is another command.
      write(newForm(form.values));
      return tell(answer);
    }
    forgetForm(place);
    onSaved?.();
    onSavedHere();
  };
  const issues = outcome?.outcome === 'invalid' ? outcome.issues : [];
  return {
    opId: form.opId,
    values: form.values,
    set: (change) => write({ ...form, values: { ...form.values, ...change } }),
    setBy: (change) => {
      const now = latest.current;
      write({ ...now, values: { ...now.values, ...change(now.values) } });
    },
    labels,
    issues,
    attempts,
    outcome,
    isBusy,
    isLocked,
    give,
    errorAt: (pointer) => {
      const issue = issues.find((one) => one.pointer === pointer);
      return issue === undefined ? undefined : issueText(issue, t);
    },
    forgetIssues: () => setOutcome((was) => (was?.outcome === 'invalid' ? undefined : was)),
  };
}
