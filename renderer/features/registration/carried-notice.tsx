import { Button, List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { LeftBehind } from '#shared/case/request/carry-over.ts';

/** That a draft goes on by another version of the catalogue than it was begun on, and what has no place in it (CA56). */
export function CarriedNotice(props: {
  readonly left: readonly LeftBehind[];
  readonly onSeen: () => void;
}): ReactNode {
  const { left, onSeen } = props;
  const { t } = useTranslation('registration');
  const { read } = useLanguage();
  const lineOf = ({ part, title, entered }: LeftBehind): string => {
    const named = t(`carried.left.${part}`, { title: read(title) });
    return entered === null ? named : t('carried.entered', { named, entered: read(entered) });
  };
  return (
    <Notice tone="soon" title={t('carried.title')}>
      <Text>{t('carried.kept')}</Text>
      {left.length > 0 && (
        <>
          <Text mt="xs">{t('carried.leftOut')}</Text>
          <List>
            {left.map((one) => (
              <List.Item key={`${one.part} ${one.title.lv}`}>{lineOf(one)}</List.Item>
            ))}
          </List>
        </>
      )}
      <Button mt="xs" size="compact-sm" variant="default" onClick={onSeen}>
        {t('carried.seen')}
      </Button>
    </Notice>
  );
}
