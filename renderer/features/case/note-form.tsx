import { Button, Group, Stack, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { issueText } from '#renderer/components/issue-text.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { Notice } from '#renderer/components/notice.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import type { SaveOutcome } from '#renderer/counter/counter-api.ts';
import { toHex } from '#shared/kernel/hex.ts';
import { type CaseId, OperationId } from '#shared/kernel/identifier.ts';

/** Writes a note on a case. The form stays until the note is saved. */
export function NoteForm(props: { readonly caseId: CaseId; readonly onClose: () => void }): ReactNode {
  const { caseId, onClose } = props;
  const { t } = useTranslation('case');
  const { counter } = useApp();
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<SaveOutcome>();
  // Minted when the form opens, so that trying again can never write the note twice.
  const [minted] = useState(() => ({
    opId: OperationId.parse(crypto.randomUUID()),
    salt: toHex(crypto.getRandomValues(new Uint8Array(16))),
  }));
  const save = async (): Promise<void> => {
    const answer = await counter.addNote({ ...minted, caseId, text });
    setOutcome(answer);
    if (answer.outcome === 'saved') onClose();
  };
  useKeys({ 'Ctrl+Enter': () => void save() });
  const issue = outcome?.outcome === 'invalid' ? outcome.issues[0] : undefined;
  const cause =
    outcome?.outcome === 'not-saved'
      ? `registration:notSaved.${outcome.cause}`
      : outcome?.outcome === 'refused'
        ? `refusals:${outcome.code}`
        : undefined;
  return (
    <Stack gap="sm" maw={720}>
      {cause !== undefined && (
        <Notice tone="refused" announce="now" title={t('registration:notSaved.title')}>
          {t(cause)} {t('registration:notSaved.stillHere')}
        </Notice>
      )}
      <Textarea
        label={t('noteText')}
        description={t('noteHelp')}
        autoFocus
        autosize
        minRows={3}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={issue === undefined ? undefined : issueText(issue, t)}
      />
      <Group>
        <Button onClick={() => void save()} aria-keyshortcuts="Control+Enter">
          {t('saveNote')}
          <KeyHint keys="Ctrl+Enter" />
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
