import './prints.css';
import { Button, Checkbox, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { Notice } from '#renderer/components/notice.tsx';
import { findKeyName } from '#renderer/components/use-keys.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { type PrintOutcome, printPage } from '#renderer/platform/print-page.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { Language } from '#shared/kernel/localized-text.ts';
import type { Letter, LetterKind, Paper } from '#shared/letters/letter.ts';
import { LetterView } from './letter-view.tsx';
import { pageRules } from './page-rules.ts';

/** What a person chooses about a letter before it is printed. */
export interface PrintChoice {
  readonly language: Language;
  /** Of a receipt only; every other letter takes a sheet. */
  readonly paper: Paper;
  readonly printedAt: Instant;
}

/** A letter that can be printed: made anew for every choice. */
export interface Printable {
  readonly kind: LetterKind;
  readonly make: (choice: PrintChoice) => Letter | undefined;
}

/** A letter as it will be printed, in the language of the applicant unless another one is chosen (LT14). */
export function PrintPreview(props: {
  readonly printable: Printable;
  readonly firstLanguage: Language;
  readonly onClose: () => void;
}): ReactNode {
  const { printable, firstLanguage, onClose } = props;
  const { t } = useTranslation('prints');
  const [language, setLanguage] = useState(firstLanguage);
  const [isLarge, setLarge] = useState(false);
  const [paper, setPaper] = useState<Paper>(printable.kind === 'receipt' ? 'receipt' : 'a4');
  const [outcome, setOutcome] = useState<PrintOutcome>();
  const letter = printable.make({ language, paper, printedAt: useNow(15) });
  // A receipt is cut where it ends; how long it is, the preview knows.
  const [sheet, setSheet] = useState<HTMLElement | null>(null);
  const [height, setHeight] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another letter, or another size, has another height.
  useLayoutEffect(() => {
    if (sheet !== null) setHeight(sheet.getBoundingClientRect().height);
  }, [sheet, letter, isLarge]);
  const print = (): void => setOutcome(printPage(window));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (findKeyName(event.nativeEvent) !== 'Ctrl+P') return;
    event.preventDefault();
    event.stopPropagation();
    print();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      onKeyDown={onKeyDown}
      size="58rem"
      title={t('preview', { letter: t(`kind.${printable.kind}`) })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      transitionProps={{ duration: 0 }}
    >
      <Stack gap="md">
        <Group gap="lg">
          <SegmentedControl
            aria-label={t('language')}
            value={language}
            onChange={(value) => setLanguage(Language.parse(value))}
            data={Language.options.map((value) => ({ value, label: t(`languages.${value}`) }))}
          />
          {printable.kind === 'receipt' && (
            <SegmentedControl
              aria-label={t('paper')}
              value={paper}
              onChange={(value) => setPaper(value === 'receipt' ? 'receipt' : 'a4')}
              data={(['receipt', 'a4'] as const).map((value) => ({ value, label: t(`papers.${value}`) }))}
            />
          )}
          <Checkbox
            label={t('large')}
            checked={isLarge}
            onChange={(event) => setLarge(event.currentTarget.checked)}
          />
          <Button
            data-autofocus
            onClick={print}
            disabled={letter === undefined}
            aria-keyshortcuts="Control+P"
          >
            {outcome === undefined ? t('print') : t('printAgain')}
            <KeyHint keys="Ctrl+P" />
          </Button>
        </Group>
        <Outcome outcome={outcome} />
        {letter === undefined ? (
          <Text>{t('noLetter')}</Text>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a letter that is longer than the window is scrolled by keys.
          <section className="k-letter-sheet" tabIndex={0} aria-label={t('letter')}>
            <div ref={setSheet}>
              <LetterView letter={letter} isLarge={isLarge} />
            </div>
          </section>
        )}
        <Text size="sm" c="dimmed">
          {t('pdfHelp')}
        </Text>
      </Stack>
      {letter !== undefined &&
        createPortal(
          <div className="k-print-root" aria-hidden="true">
            <style>{pageRules(letter, height)}</style>
            <LetterView letter={letter} isLarge={isLarge} />
          </div>,
          document.body,
        )}
    </Modal>
  );
}

/** Whether there was anything to print with, and what to do when there was not (LT15). */
function Outcome(props: { readonly outcome: PrintOutcome | undefined }): ReactNode {
  const { outcome } = props;
  const { t } = useTranslation('prints');
  if (outcome === undefined) return null;
  if (outcome.outcome === 'offered') return <Text role="status">{t('offered')}</Text>;
  const { cause, reason } = outcome;
  return (
    <Notice tone="refused" announce="now" title={t('notPrinted')}>
      {t(`cause.${cause}`)} {reason}
    </Notice>
  );
}
