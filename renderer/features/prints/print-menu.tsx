import { Button, Menu } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { findKeyName, useKeys } from '#renderer/components/use-keys.ts';
import type { Language } from '#shared/kernel/localized-text.ts';
import { type Printable, PrintPreview } from './print-preview.tsx';

/** The letters that make sense now, by number; the chosen one opens in its preview. */
export function PrintMenu(props: {
  readonly printables: readonly Printable[];
  readonly firstLanguage: Language;
}): ReactNode {
  const { printables, firstLanguage } = props;
  const { t } = useTranslation('prints');
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Printable['kind']>();
  const button = useRef<HTMLButtonElement>(null);
  useKeys({ 'Ctrl+P': () => setOpen((was) => !was) });
  const choose = (kind: Printable['kind']): void => {
    setOpen(false);
    setChosen(kind);
  };
  const chooseByNumber = (event: KeyboardEvent): void => {
    const printable = printables[Number(findKeyName(event.nativeEvent)) - 1];
    if (printable === undefined) return;
    event.preventDefault();
    choose(printable.kind);
  };
  // Made anew with every change of the case, so that the preview shows what is true now.
  const printable = printables.find(({ kind }) => kind === chosen);
  return (
    <>
      <Menu
        opened={isOpen}
        onChange={setOpen}
        position="bottom-start"
        transitionProps={{ duration: 0 }}
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <Button ref={button} variant="default" aria-keyshortcuts="Control+P">
            {t('print')}
            <KeyHint keys="Ctrl+P" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown onKeyDown={chooseByNumber}>
          {printables.map(({ kind }, place) => (
            <Menu.Item key={kind} onClick={() => choose(kind)}>
              {place < 9 && `${place + 1} `}
              {t(`kind.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {printable !== undefined && (
        <PrintPreview
          key={printable.kind}
          printable={printable}
          firstLanguage={firstLanguage}
          onClose={() => {
            setChosen(undefined);
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}
