import { Button, FileButton, Group, Text } from '@mantine/core';
import { type ClipboardEvent, type DragEvent, type ReactNode, type Ref, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MEDIA_TYPES, NAME_ENDINGS } from '#shared/attachments/attachment-kind.ts';
import { CameraDialog } from './camera-dialog.tsx';
import type { PickedFile } from './picked-file.ts';

/** What the system's window for choosing files offers; the content is looked at afterwards. */
const ACCEPTED = [
  ...Object.values(MEDIA_TYPES),
  ...Object.values(NAME_ENDINGS).flatMap((endings) => endings.map((ending) => `.${ending}`)),
].join(',');

/**
 * Adds files by every way that needs no device of its own: chosen, dragged here, pasted here, photographed. `of` names
 * what the files are for, so that each of several such places is told apart.
 */
export function AddFiles(props: {
  readonly of: string;
  readonly isBusy?: boolean;
  /** The button that chooses, to which the focus returns when a file is taken away. */
  readonly chooseRef?: Ref<HTMLButtonElement>;
  readonly chooseId?: string;
  readonly onPicked: (picked: readonly PickedFile[]) => void;
}): ReactNode {
  const { of, isBusy = false, chooseRef, chooseId, onPicked } = props;
  const { t } = useTranslation('attachments');
  const [isOver, setOver] = useState(false);
  const [isPhotographing, setPhotographing] = useState(false);
  useMissedDrops();
  const pick = (files: readonly File[]): void => {
    if (files.length > 0) onPicked(files.map((file) => ({ file, source: 'file' })));
  };
  const paste = (event: ClipboardEvent): void => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    pick(files);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    pick([...event.dataTransfer.files]);
  };
  return (
    <fieldset
      aria-label={t('add.of', { of })}
      className="k-drop"
      data-over={isOver || undefined}
      onPaste={paste}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Group gap="sm">
        <FileButton multiple accept={ACCEPTED} onChange={pick}>
          {(button) => (
            <Button
              {...button}
              ref={chooseRef}
              id={chooseId}
              variant="default"
              size="compact-sm"
              loading={isBusy}
            >
              {t('add.choose')}
            </Button>
          )}
        </FileButton>
        <Button variant="default" size="compact-sm" disabled={isBusy} onClick={() => setPhotographing(true)}>
          {t('add.photograph')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('add.otherwise')}
        </Text>
      </Group>
      {isPhotographing && (
        <CameraDialog onPicture={(picture) => onPicked([picture])} onClose={() => setPhotographing(false)} />
      )}
    </fieldset>
  );
}

/** A file that is let go beside the place does nothing; the browser would leave the program to show it. */
function useMissedDrops(): void {
  useEffect(() => {
    const refuse = (event: globalThis.DragEvent): void => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
    };
    document.addEventListener('dragover', refuse);
    document.addEventListener('drop', refuse);
    return () => {
      document.removeEventListener('dragover', refuse);
      document.removeEventListener('drop', refuse);
    };
  }, []);
}
