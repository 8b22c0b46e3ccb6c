import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import type { Looking } from './use-looking.ts';

/** A button that does nothing now, but keeps the focus and with it the keys. */
export function inert(isInert: boolean): {
  readonly 'aria-disabled'?: true;
  readonly 'data-disabled'?: true;
} {
  return isInert ? { 'aria-disabled': true, 'data-disabled': true } : {};
}

/** The buttons over a picture or a page. `children` stand first, `save` last. */
export function LookingTools(props: {
  readonly looking: Looking;
  readonly save: ReactNode;
  readonly children?: ReactNode;
}): ReactNode {
  const { looking, save, children } = props;
  const { t } = useTranslation('attachments');
  const { zoom, canEnlarge, canReduce } = looking;
  const button = { variant: 'default', size: 'compact-sm' } as const;
  return (
    <Group gap="xs" role="toolbar" aria-label={t('preview.tools')}>
      {children}
      <Button {...button} onClick={looking.reduce} {...inert(!canReduce)} aria-keyshortcuts="-">
        {t('preview.reduce')}
        <KeyHint keys="−" />
      </Button>
      <Text role="status" miw="4.5rem" ta="center">
        {t('preview.zoom', { n: Math.round(zoom * 100) })}
      </Text>
      <Button {...button} onClick={looking.enlarge} {...inert(!canEnlarge)} aria-keyshortcuts="+">
        {t('preview.enlarge')}
        <KeyHint keys="+" />
      </Button>
      <Button {...button} onClick={looking.fit} aria-keyshortcuts="0">
        {t('preview.fit')}
        <KeyHint keys="0" />
      </Button>
      <Button {...button} onClick={looking.turn} aria-keyshortcuts="R">
        {t('preview.turn')}
        <KeyHint keys="R" />
      </Button>
      {save}
    </Group>
  );
}
