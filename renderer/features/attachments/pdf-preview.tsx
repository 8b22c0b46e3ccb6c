import { Button, Stack, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { Notice } from '#renderer/components/notice.tsx';
import { LookingPlace } from './looking-place.tsx';
import { inert, LookingTools } from './looking-tools.tsx';
import { type OpenPdf, openPdf, type PdfTrouble } from './open-pdf.ts';
import { type Looking, useLooking } from './use-looking.ts';

type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly pdf: OpenPdf }
  | { readonly kind: PdfTrouble };

/** Larger drawings are refused by browsers, or eat the memory of a small computer. */
const MAX_PIXELS = 16_000_000;

/** The pages of a PDF, one at a time. */
export function PdfPreview(props: {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly save: ReactNode;
}): ReactNode {
  const { name, bytes, save } = props;
  const { t } = useTranslation('attachments');
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' });
  const [page, setPage] = useState(1);
  const pages = opening.kind === 'open' ? opening.pdf.pages : 1;
  const next = (): void => setPage((at) => Math.min(pages, at + 1));
  const previous = (): void => setPage((at) => Math.max(1, at - 1));
  const looking = useLooking({ PageDown: next, PageUp: previous });
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    // The reader takes the bytes to itself, and the copy that can be saved must stay.
    openPdf(bytes.slice(), signal).then(
      (opened) =>
        signal.aborted ||
        setOpening(opened.ok ? { kind: 'open', pdf: opened.value } : { kind: opened.problem }),
      () => signal.aborted || setOpening({ kind: 'broken' }),
    );
    return () => stop.abort();
  }, [bytes]);
  if (opening.kind === 'opening') return <Text role="status">{t('preview.loading')}</Text>;
  if (opening.kind !== 'open') {
    return (
      <Notice tone="soon" title={t(`preview.${opening.kind}`)}>
        <Stack gap="xs" align="start">
          <Text>{t(`preview.${opening.kind}Help`)}</Text>
          {save}
        </Stack>
      </Notice>
    );
  }
  const button = { variant: 'default', size: 'compact-sm' } as const;
  return (
    <Stack gap="sm" onKeyDown={looking.onKeyDown}>
      <LookingTools looking={looking} save={save}>
        <Button {...button} onClick={previous} {...inert(page === 1)} aria-keyshortcuts="PageUp">
          {t('preview.previous')}
          <KeyHint keys="PgUp" />
        </Button>
        <Text role="status" miw="7rem" ta="center">
          {t('preview.page', { n: page, m: pages })}
        </Text>
        <Button {...button} onClick={next} {...inert(page === pages)} aria-keyshortcuts="PageDown">
          {t('preview.next')}
          <KeyHint keys="PgDn" />
        </Button>
      </LookingTools>
      <PdfPage
        pdf={opening.pdf}
        page={page}
        looking={looking}
        label={t('preview.pageOf', { n: page, name })}
      />
    </Stack>
  );
}

function PdfPage(props: {
  readonly pdf: OpenPdf;
  readonly page: number;
  readonly looking: Looking;
  readonly label: string;
}): ReactNode {
  const { pdf, page, looking, label } = props;
  const { zoom, degrees } = looking;
  const { t } = useTranslation('attachments');
  const place = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState<'drawing' | 'drawn' | 'failed'>('drawing');
  const { width } = place;
  useEffect(() => {
    const surface = canvas.current;
    if (surface === null || width === 0) return;
    const stop = new AbortController();
    const draw = async (): Promise<void> => {
      setDrawn('drawing');
      const size = await pdf.measure(page, degrees);
      if (stop.signal.aborted) return;
      const shown = (width * zoom) / size.width;
      const sharp = shown * window.devicePixelRatio;
      const scale = Math.min(sharp, Math.sqrt(MAX_PIXELS / (size.width * size.height)));
      surface.style.width = `${size.width * shown}px`;
      surface.style.height = `${size.height * shown}px`;
      await pdf.draw(surface, { page, scale, degrees }, stop.signal);
      if (!stop.signal.aborted) setDrawn('drawn');
    };
    draw().catch(() => !stop.signal.aborted && setDrawn('failed'));
    return () => stop.abort();
  }, [pdf, page, degrees, zoom, width]);
  return (
    <>
      {drawn === 'failed' && <Notice tone="soon">{t('preview.pageFailed')}</Notice>}
      <LookingPlace label={label} innerRef={place.ref}>
        <canvas ref={canvas} key={page} role="img" aria-label={label} aria-busy={drawn === 'drawing'} />
      </LookingPlace>
    </>
  );
}
