import { Button, Checkbox, FileButton, Group, Progress, Stack, Text } from '@mantine/core';
import * as Comlink from 'comlink';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { saveCopy } from '#renderer/components/save-copy.ts';
import { Section } from '#renderer/components/section.tsx';
import { useApp } from '#renderer/context/app-context.tsx';
import type { ExportOutcome, ImportOutcome } from '#renderer/counter/outbox-api.ts';

const FILE_KIND = 'application/octet-stream';

/** Something that takes its time: how far it has got of how much. */
interface Doing {
  readonly what: 'saving' | 'taking';
  readonly done: number;
  readonly all: number;
}

/** Work moved without a network: out into a file, and in from one (S15). */
export function TransferSection(): ReactNode {
  const { t } = useTranslation('transfer');
  const { counter } = useApp();
  const [everything, setEverything] = useState(false);
  const [doing, setDoing] = useState<Doing>();
  const [exported, setExported] = useState<ExportOutcome>();
  const [imported, setImported] = useState<ImportOutcome>();
  const progress = (what: Doing['what']) => {
    setDoing({ what, done: 0, all: 1 });
    return Comlink.proxy((done: number, all: number) => setDoing({ what, done, all }));
  };
  const save = async (): Promise<void> => {
    setImported(undefined);
    const outcome = await counter.exportOperations(everything, progress('saving'));
    if (outcome.outcome === 'made') saveCopy(outcome.name, FILE_KIND, outcome.bytes);
    setExported(outcome);
    setDoing(undefined);
  };
  const take = async (file: File | null): Promise<void> => {
    if (file === null) return;
    setExported(undefined);
    const onProgress = progress('taking');
    const outcome = await readThen(file, (bytes) => counter.importFile(bytes, onProgress));
    setImported(outcome);
    setDoing(undefined);
  };
  const isBusy = doing !== undefined;
  return (
    <Section title={t('title')}>
      <Text>{t('help')}</Text>
      <Group>
        <Button variant="default" disabled={isBusy} onClick={() => void save()}>
          {t('save')}
        </Button>
        <FileButton onChange={(file) => void take(file)} accept=".klatiene,.json">
          {(button) => (
            <Button variant="default" disabled={isBusy} {...button}>
              {t('choose')}
            </Button>
          )}
        </FileButton>
      </Group>
      <Checkbox
        label={t('everything')}
        checked={everything}
        onChange={(event) => setEverything(event.currentTarget.checked)}
      />
      <Stack gap="xs" role="status" aria-live="polite" data-testid="transfer">
        {doing !== undefined && (
          <>
            <Text>{t(`doing.${doing.what}`)}</Text>
            <Progress
              value={(100 * doing.done) / Math.max(1, doing.all)}
              aria-label={t(`doing.${doing.what}`)}
            />
          </>
        )}
        {!isBusy && exported !== undefined && <Exported outcome={exported} />}
        {!isBusy && imported !== undefined && <Imported outcome={imported} />}
      </Stack>
    </Section>
  );
}

/** A medium that was taken out, or gives an error, is a refusal like any other. */
async function readThen(
  file: File,
  work: (bytes: Uint8Array<ArrayBuffer>) => Promise<ImportOutcome>,
): Promise<ImportOutcome> {
  let content: ArrayBuffer;
  try {
    content = await file.arrayBuffer();
  } catch {
    return { outcome: 'refused', code: 'unreadable', part: 0 };
  }
  return work(new Uint8Array(content));
}

function Exported(props: { readonly outcome: ExportOutcome }): ReactNode {
  const { t } = useTranslation('transfer');
  const { outcome } = props;
  switch (outcome.outcome) {
    case 'nothing':
      return <Text>{t('nothing')}</Text>;
    case 'made':
      return (
        <Notice
          tone="met"
          announce="never"
          title={t('made.title', { count: outcome.count, n: outcome.count })}
        >
          {t('made.help', { name: outcome.name })}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="refused" announce="never" title={t('notMade')}>
          {t(`cause.${outcome.cause}`)}
        </Notice>
      );
  }
}

function Imported(props: { readonly outcome: ImportOutcome }): ReactNode {
  const { t } = useTranslation('transfer');
  const { outcome } = props;
  switch (outcome.outcome) {
    case 'confirmed':
      return (
        <Notice tone="met" announce="never" title={t('confirmed.title')}>
          {t('confirmed.help', { n: outcome.fresh, m: outcome.known })}
        </Notice>
      );
    case 'refused':
      return (
        <Notice tone="refused" announce="never" title={t('refused')}>
          {t(`code.${outcome.code}`)} {outcome.part > 0 && t('place', { n: outcome.part + 1 })} {t('safe')}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="refused" announce="never" title={t('stopped')}>
          {t([`cause.${outcome.cause}`, `outbox:failure.${outcome.cause}.why`])}{' '}
          {t('sentBefore', { n: outcome.fresh, m: outcome.known })}
        </Notice>
      );
    case 'sent':
      return <Sent outcome={outcome} />;
  }
}

function Sent(props: { readonly outcome: Extract<ImportOutcome, { outcome: 'sent' }> }): ReactNode {
  const { t } = useTranslation('transfer');
  const { counter, fresh, known, missingParts, allParts, isCutOff, receipts } = props.outcome;
  const isWhole = missingParts.length === 0;
  return (
    <Notice
      tone={isWhole ? 'met' : 'soon'}
      announce="never"
      title={t(isWhole ? 'sent.title' : isCutOff ? 'sent.cutOff' : 'sent.damaged', {
        counter,
        n: missingParts.length,
        m: allParts,
      })}
    >
      <Stack gap="xs" align="flex-start">
        <span>
          {t('sent.counts', { n: fresh, m: known })} {!isWhole && t('sent.again')}
        </span>
        <Button
          size="compact-md"
          variant="default"
          onClick={() => saveCopy(receipts.name, 'application/json', receipts.bytes)}
        >
          {t('sent.receipts')}
        </Button>
        <span>{t('sent.bringBack')}</span>
      </Stack>
    </Notice>
  );
}
