import { Button, Stack } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';

interface Props {
  readonly children: ReactNode;
}

/** Catches what we got wrong in a screen, once: what was typed is kept as a draft, and the person can go on. */
export class ScreenBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Failure /> : this.props.children;
  }
}

function Failure(): ReactNode {
  const { t } = useTranslation('common');
  return (
    <main className="k-door">
      <Notice tone="refused" announce="now" title={t('defect.title')}>
        <Stack align="flex-start">
          {t('defect.help')}
          <Button onClick={() => location.assign('/')}>{t('defect.restart')}</Button>
        </Stack>
      </Notice>
    </main>
  );
}
