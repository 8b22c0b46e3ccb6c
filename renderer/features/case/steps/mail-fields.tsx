import '#renderer/features/prints/prints.css';
import { Box, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList } from '#renderer/components/data-list.tsx';
import { useNow } from '#renderer/components/use-now.ts';
import { useMailServer } from '#renderer/context/use-mail-server.ts';
import { LetterView } from '#renderer/features/prints/letter-view.tsx';
import type { NotificationSubject } from '#shared/case/facts/notification.ts';
import { findMailAddress, letterLanguageOf } from '#shared/case/request/applicant-mail.ts';
import { mailLetter } from '#shared/letters/mail-letter.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { type MailOffer, mailOfferFor } from './mail-offer.ts';

/** Whether the centre's e-mail can be chosen for the case at hand. */
export function useMailOffer(): MailOffer {
  const { state } = useCaseAtHand();
  return mailOfferFor(findMailAddress(state.request), useMailServer());
}

/** To whom the centre would send the e-mail, in which language, and what it would say. */
export function MailFields(props: { readonly subject: NotificationSubject | undefined }): ReactNode {
  const { subject } = props;
  const { t } = useTranslation('mailing');
  const { state, today, forPrint } = useCaseAtHand();
  const printedAt = useNow(60);
  const language = letterLanguageOf(state.request);
  const context = { ...forPrint, language, printedAt };
  const mail = subject === undefined ? undefined : mailLetter(context, { subject, told: undefined }, today);
  return (
    <Stack gap="xs">
      <DataList
        rows={[
          { label: t('to'), value: findMailAddress(state.request) ?? '–' },
          { label: t('language'), value: t(`languages.${language}`) },
          ...(mail === undefined ? [] : [{ label: t('subject'), value: mail.subject }]),
        ]}
      />
      {mail !== undefined && (
        <Box
          component="section"
          aria-label={t('preview')}
          tabIndex={0}
          mah={320}
          p="md"
          style={{ overflow: 'auto', background: '#fff', border: '1px solid var(--k-control-border)' }}
        >
          <LetterView letter={{ ...mail.letter, paper: 'a4' }} isLarge={false} />
        </Box>
      )}
      <Text size="sm" c="dimmed">
        {t('help')}
      </Text>
    </Stack>
  );
}
