import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '#renderer/components/format.ts';
import type { CaseNote } from '#shared/case/case-state.ts';

/** The notes on a case, the latest last. Free text is shown as text. */
export function CaseNotes(props: {
  readonly notes: readonly CaseNote[];
  readonly nameOf: (personId: string) => string;
}): ReactNode {
  const { t } = useTranslation('case');
  if (props.notes.length === 0) return <Text>{t('noNotes')}</Text>;
  return (
    <Stack gap="sm">
      {props.notes.map((note) => (
        <div key={note.opId}>
          <Text size="sm" c="dimmed">
            {[formatDateTime(note.at), props.nameOf(note.by)].join(' · ')}
          </Text>
          <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{note.text}</Text>
        </div>
      ))}
    </Stack>
  );
}
