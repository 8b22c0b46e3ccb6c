import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import type { Language } from '#shared/kernel/localized-text.ts';
import { type Printable, PrintPreview } from './print-preview.tsx';

/** Opens the preview of one letter. */
export function PrintButton(props: {
  readonly printable: Printable;
  readonly firstLanguage: Language;
  /** Whether Ctrl+P is this button's here. */
  readonly hasKey?: boolean;
  /** Whether it was asked for before it was there. */
  readonly startsOpen?: boolean;
}): ReactNode {
  const { printable, firstLanguage, hasKey = false, startsOpen = false } = props;
  const { t } = useTranslation('prints');
  const [isOpen, setOpen] = useState(startsOpen);
  useKeys(hasKey ? { 'Ctrl+P': () => setOpen(true) } : {});
  return (
    <>
      <Button
        variant="default"
        onClick={() => setOpen(true)}
        aria-keyshortcuts={hasKey ? 'Control+P' : undefined}
      >
        {t('printOne', { letter: t(`kind.${printable.kind}`) })}
        {hasKey && <KeyHint keys="Ctrl+P" />}
      </Button>
      {isOpen && (
        <PrintPreview printable={printable} firstLanguage={firstLanguage} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
