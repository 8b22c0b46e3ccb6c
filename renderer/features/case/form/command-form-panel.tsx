import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorSummary } from '#renderer/components/error-summary.tsx';
import { issueText } from '#renderer/components/issue-text.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { Notice } from '#renderer/components/notice.tsx';
import { isUncertain } from '#renderer/components/save-until-answered.ts';
import { Section } from '#renderer/components/section.tsx';
import { UncertainSave } from '#renderer/components/uncertain-save.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import type { SaveOutcome } from '#renderer/counter/counter-api.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import type { CommandForm } from './use-command-form.ts';

/**
 * A form of the case with its one main action: what is wrong above it, the fields, and the button with its key. It
 * stays until its command is saved.
 */
export function CommandFormPanel<Values>(props: {
  readonly title: string;
  readonly instruction?: string | undefined;
  readonly form: CommandForm<Values>;
  /** What the main action says; confirming the step unless told otherwise. */
  readonly confirm?: string;
  /** Why the main action makes no sense as the form stands, if it does not. */
  readonly obstacle?: string | undefined;
  readonly more?: ReactNode;
  readonly children?: ReactNode;
}): ReactNode {
  const { title, instruction, form, confirm, obstacle, more, children } = props;
  const { t } = useTranslation('caseSteps');
  const { hasKeys } = useCaseAtHand();
  const help = useId();
  const give = (): void => {
    if (obstacle === undefined) void form.give();
  };
  useKeys(hasKeys ? { 'Ctrl+Enter': give } : {});
  const lines = form.issues.map((issue) => ({
    pointer: issue.pointer,
    label: labelAt(form.labels, issue.pointer),
    text: issueText(issue, t),
  }));
  return (
    <Section title={title}>
      <Stack gap="md" maw={820}>
        {instruction !== undefined && <Text c="dimmed">{instruction}</Text>}
        <ErrorSummary lines={lines} attempt={form.attempts} />
        <NotSaved outcome={form.outcome} />
        <fieldset className="k-lockable" disabled={form.isLocked}>
          {children}
        </fieldset>
        <Group>
          <Button
            onClick={give}
            loading={form.isBusy}
            aria-keyshortcuts="Control+Enter"
            // It stays where the keyboard finds it, with the reason.
            {...(obstacle !== undefined && {
              'aria-disabled': true,
              'data-disabled': true,
              'aria-describedby': help,
            })}
          >
            {confirm ?? t('confirm')}
            <KeyHint keys="Ctrl+Enter" />
          </Button>
          {more}
        </Group>
        {obstacle !== undefined && (
          <Text size="sm" id={help}>
            {obstacle}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

/** The label of the nearest place above a pointer that has one. */
function labelAt(labels: Readonly<Record<string, string>>, pointer: string): string {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const label = labels[at];
    if (label !== undefined) return label;
  }
  return '';
}

/** As loud as saved: the form stays, with the cause and the next step. */
function NotSaved(props: { readonly outcome: SaveOutcome | undefined }): ReactNode {
  const { outcome } = props;
  const { t } = useTranslation('registration');
  if (outcome === undefined || outcome.outcome === 'invalid') return null;
  if (isUncertain(outcome)) return <UncertainSave />;
  if (outcome.outcome === 'saved') {
    return (
      <Notice tone="soon" announce="now" title={t('caseSteps:edited')}>
        {t('caseSteps:editedHelp')}
      </Notice>
    );
  }
  const cause = outcome.outcome === 'refused' ? `refusals:${outcome.code}` : `notSaved.${outcome.cause}`;
  return (
    <Notice tone="refused" announce="now" title={t('notSaved.title')}>
      {t(cause)} {t('notSaved.stillHere')}
    </Notice>
  );
}
