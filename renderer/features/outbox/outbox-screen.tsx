import { Stack, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LongTable } from '#renderer/components/long-table.tsx';
import { Notice } from '#renderer/components/notice.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { Section } from '#renderer/components/section.tsx';
import { useNow } from '#renderer/components/use-now.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { useWorkplace } from '#renderer/context/workplace.ts';
import { WHOLE_QUEUE } from '#renderer/features/queue/queue-search.ts';
import { OUTBOX_STANDINGS, type OutboxPage } from '#renderer/store/outbox-line.ts';
import { findDeskRole } from '#shared/protocol/grants.ts';
import { outboxColumns } from './outbox-columns.tsx';
import { OutboxStanding } from './outbox-standing.tsx';
import { StorageSection } from './storage-section.tsx';
import { TransferSection } from './transfer-section.tsx';
import { useOutboxPage } from './use-outbox-page.ts';

/** Lines at hand around what is seen. */
const WINDOW = 200;
const STEP = 100;

/** Where each record of this computer is and why (S13). It says what is true also while the store does not open. */
export function OutboxScreen(): ReactNode {
  const { t } = useTranslation('outbox');
  const { status } = useApp();
  return (
    <Stack gap="md">
      <PageHeading>{t('title')}</PageHeading>
      {status.device === null ? (
        <Text>{t('notACounter')}</Text>
      ) : (
        <>
          <OutboxStanding />
          <Records />
          <TransferSection />
          <StorageSection />
        </>
      )}
    </Stack>
  );
}

function Records(): ReactNode {
  const { t } = useTranslation('outbox');
  const { session, status } = useApp();
  const workplace = useWorkplace();
  const navigate = useNavigate();
  const [offset, setOffset] = useState(0);
  const page = useOutboxPage(offset, WINDOW);
  const now = useNow(15);
  const onVisible = useCallback((first: number, last: number) => {
    setOffset((present) => {
      const isInside = first >= present && last < present + WINDOW;
      return isInside ? present : Math.max(0, Math.floor((first - STEP) / STEP) * STEP);
    });
  }, []);
  const grants = session?.person.grants ?? [];
  const mayOpen = workplace !== undefined && findDeskRole(grants, workplace.office.id) !== undefined;
  const count = page == null ? 0 : OUTBOX_STANDINGS.reduce((sum, one) => sum + page.counts[one], 0);
  return (
    <Section
      title={t('records')}
      aside={
        mayOpen ? (
          <Link to="/requests" search={{ ...WHOLE_QUEUE, sync: 'saved-here' }}>
            {t('showRequests')}
          </Link>
        ) : undefined
      }
    >
      {page === undefined && <Text>{t('loading')}</Text>}
      {page === null && (
        <Notice tone="refused" title={t('unreadable.title')}>
          {t('unreadable.help')}
        </Notice>
      )}
      {page != null && (
        <>
          <Counts page={page} />
          {page.source === 'journal' && status.store === 'failed' && <Text>{t('byJournal')}</Text>}
          {count === 0 ? (
            <Text>{t('empty')}</Text>
          ) : (
            <div className="k-grid-place k-outbox">
              <LongTable
                label={t('records')}
                columns={outboxColumns(now, t)}
                count={count}
                offset={page.offset}
                rows={page.lines}
                keyOf={({ opId }) => opId}
                order=""
                descending={false}
                onOrder={() => undefined}
                onOpen={({ caseId }) => {
                  if (mayOpen) void navigate({ to: '/requests/$caseId', params: { caseId } });
                }}
                onVisible={onVisible}
                onWork={() => undefined}
              />
            </div>
          )}
        </>
      )}
    </Section>
  );
}

/** How many records stand where, those that a person must do something about first. */
function Counts(props: { readonly page: OutboxPage }): ReactNode {
  const { t } = useTranslation('outbox');
  const { counts } = props.page;
  return (
    <Text data-testid="outbox-counts">
      {OUTBOX_STANDINGS.filter((one) => counts[one] > 0 || one === 'unsent')
        .map((one) => `${t(`standings.${one}`)}: ${counts[one]}`)
        .join(' · ')}
    </Text>
  );
}
