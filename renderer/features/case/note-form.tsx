import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { issueText } from '#renderer/components/issue-text.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { Notice } from '#renderer/components/notice.tsx';
import { isUncertain, saveUntilAnswered } from '#renderer/components/save-until-answered.ts';
import { UncertainSave } from '#renderer/components/uncertain-save.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import type { SaveOutcome } from '#renderer/counter/counter-api.ts';
import { findKeptNote, forgetNote, keepNote, type NoteDraft, type NotePlace, newNote } from './kept-notes.ts';

/**
 * Writes a note on a case. The form stays until the note is saved; what is typed is kept in this window, whatever
 * leads away from it, until it is saved or discarded.
 */
export function NoteForm(props: {
  readonly place: NotePlace;
  readonly autoFocus: boolean;
  readonly onSaved: () => void;
  /** Nothing is left to write: the form was empty, or what stood in it is discarded. */
  readonly onCancel: () => void;
}): ReactNode {
  const { place, autoFocus, onSaved, onCancel } = props;
  const { t } = useTranslation('case');
  const { counter } = useApp();
  const [note, setNote] = useState(() => findKeptNote(place) ?? newNote());
  const [outcome, setOutcome] = useState<SaveOutcome>();
  const [isSaving, setSaving] = useState(false);
  const [isDiscarding, setDiscarding] = useState(false);
  const isBlank = note.text.trim() === '';
  const write = (next: NoteDraft): void => {
    setNote(next);
    keepNote(place, next);
  };
  const save = async (): Promise<void> => {
    if (isSaving) return;
    setSaving(true);
    try {
      const { opId, salt, text } = note;
      const command = { kind: 'add-note', text } as const;
      const answer = await saveUntilAnswered(
        () => counter.act({ opId, salt, caseId: place.caseId, command }),
        setOutcome,
      );
      setOutcome(answer);
      if (answer.outcome !== 'saved') return;
      // An earlier text of this note was saved after all; what stands here now is another note.
      if (answer.editedSince) write(newNote(note.text));
      else {
        forgetNote(place);
        onSaved();
      }
    } finally {
      setSaving(false);
    }
  };
  const discard = (): void => {
    forgetNote(place);
    onCancel();
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
      {isUncertain(outcome) && <UncertainSave />}
      {cause !== undefined && !isUncertain(outcome) && (
        <Notice tone="refused" announce="now" title={t('registration:notSaved.title')}>
          {t(cause)} {t('registration:notSaved.stillHere')}
        </Notice>
      )}
      {outcome?.outcome === 'saved' && (
        <Notice tone="soon" announce="now" title={t('noteEdited')}>
          {t('noteEditedHelp')}
        </Notice>
      )}
      <Textarea
        label={t('noteText')}
        description={t('noteHelp')}
        autoFocus={autoFocus}
        autosize
        minRows={3}
        value={note.text}
        readOnly={isSaving}
        onChange={(event) => write({ ...note, text: event.currentTarget.value })}
        error={issue === undefined ? undefined : issueText(issue, t)}
      />
      {!isBlank && (
        <Text size="sm" c="dimmed">
          {t('noteKept')}
        </Text>
      )}
      <Group>
        <Button onClick={() => void save()} loading={isSaving} aria-keyshortcuts="Control+Enter">
          {t('saveNote')}
          <KeyHint keys="Ctrl+Enter" />
        </Button>
        <Button variant="default" onClick={() => (isBlank ? discard() : setDiscarding(true))}>
          {t('common:cancel')}
        </Button>
      </Group>
      <Modal
        opened={isDiscarding}
        onClose={() => setDiscarding(false)}
        title={t('discardNoteQuestion')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
        transitionProps={{ duration: 0 }}
      >
        <Stack>
          <Text>{t('discardNoteHelp')}</Text>
          <Group>
            <Button variant="default" onClick={() => setDiscarding(false)}>
              {t('registration:keepWriting')}
            </Button>
            <Button className="k-danger" onClick={discard}>
              {t('discardNote')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}
