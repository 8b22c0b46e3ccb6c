import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilesField } from '#renderer/features/attachments/files-field.tsx';
import type { AttachedFile } from '#shared/attachments/attachment.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { required } from '../form/read-typed.ts';
import { useCommandForm } from '../form/use-command-form.ts';
import type { ActionFormProps } from './action-form-props.ts';

/** Files are put on the case: what came in later, or was scanned later (AT5). */
export function AttachAction({ title, more, onSaved }: ActionFormProps): ReactNode {
  const { t } = useTranslation('attachments');
  const { service, state } = useCaseAtHand();
  const form = useCommandForm<{ readonly files: readonly AttachedFile[] }>({
    name: 'attach-files',
    initial: { files: [] },
    commandOf: ({ files }) =>
      files.length === 0 ? required('files') : { kind: 'attach-files', files: [...files] },
    labels: { '/files': t('files') },
    onSaved,
  });
  const [isAttaching, setAttaching] = useState(false);
  const held = {
    ...form,
    isBusy: form.isBusy || isAttaching,
    give: async () => (isAttaching ? undefined : form.give()),
  };
  const bare = state.missing.find((id) => form.values.files.every(({ evidence }) => evidence !== id));
  return (
    <CommandFormPanel title={title} form={held} instruction={t('attachHelp')} confirm={title} more={more}>
      <FilesField
        formId={form.opId}
        pointer="/files"
        label={t('ofRequest')}
        types={service.evidence}
        files={form.values.files}
        present={state.attachments.filter(({ removed }) => removed === null).length}
        onChange={(change) => form.setBy(({ files }) => ({ files: change(files) }))}
        onBusy={setAttaching}
        evidenceOfNext={() => bare ?? null}
      />
    </CommandFormPanel>
  );
}
