import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import type { Language } from '#shared/kernel/localized-text.ts';
import { type Printable, PrintPreview } from './print-preview.tsx';

/** Opens the preview of one letter. */
export function PrintButton(props: {
  readonly printable: Printable;
  readonly firstLanguage: Language;
  /** Where Ctrl+P opens this letter: whoever listens to the key keeps whether it is open. */
  readonly byKey?: { readonly isOpen: boolean; readonly setOpen: (isOpen: boolean) => void };
}): ReactNode {
  const { printable, firstLanguage, byKey } = props;
  const { t } = useTranslation('prints');
  const [isOpenHere, setOpenHere] = useState(false);
  const { isOpen, setOpen } = byKey ?? { isOpen: isOpenHere, setOpen: setOpenHere };
  return (
    <>
      <Button
        variant="default"
        onClick={() => setOpen(true)}
        aria-keyshortcuts={byKey === undefined ? undefined : 'Control+P'}
      >
        {t('printOne', { letter: t(`kind.${printable.kind}`) })}
        {byKey !== undefined && <KeyHint keys="Ctrl+P" />}
      </Button>
      {isOpen && (
        <PrintPreview printable={printable} firstLanguage={firstLanguage} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
