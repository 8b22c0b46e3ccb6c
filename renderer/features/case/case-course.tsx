import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '#renderer/components/format.ts';
import { SyncBadge } from '#renderer/components/sync-badge.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import { unreachable } from '#shared/kernel/invariant.ts';

/** The course of a case: what happened, who did it, where and when. What is not at the centre yet is marked. */
export function CaseCourse(props: {
  readonly events: readonly { readonly event: CaseEvent; readonly isProvisional: boolean }[];
  readonly catalogue: Catalogue;
  readonly nameOf: (personId: string) => string;
  readonly officeName: string;
}): ReactNode {
  const { events, catalogue, nameOf, officeName } = props;
  const { t } = useTranslation('case');
  const { read } = useLanguage();
  const roleOf = (role: string): string => {
    const known = catalogue.roles.find((candidate) => candidate.id === role);
    return known === undefined ? role : read(known.title);
  };
  return (
    <ol aria-label={t('course')} style={{ margin: 0, paddingInlineStart: '1.25rem' }}>
      {events.map(({ event, isProvisional }) => (
        <li key={`${event.origin.opId} ${event.kind}`} style={{ marginBottom: '0.75rem' }}>
          <Stack gap={2}>
            <Text fw={600}>
              {formatDateTime(event.origin.at)} <EventTitle event={event} catalogue={catalogue} />
            </Text>
            <Text size="sm" c="dimmed">
              {[nameOf(event.origin.by), roleOf(event.origin.role), event.origin.counter ?? officeName].join(
                ' · ',
              )}
            </Text>
            {isProvisional && <SyncBadge mark="saved-here" />}
          </Stack>
        </li>
      ))}
    </ol>
  );
}

function EventTitle(props: { readonly event: CaseEvent; readonly catalogue: Catalogue }): ReactNode {
  const { event, catalogue } = props;
  const { t } = useTranslation('case');
  const { read } = useLanguage();
  switch (event.kind) {
    case 'registered': {
      const channel = catalogue.channels.find(({ id }) => id === event.request.channel);
      const service = findService(catalogue, event.request.service);
      return t('event.registered', {
        channel: channel === undefined ? event.request.channel : read(channel.title),
        service: service === undefined ? event.request.service : read(service.title),
      });
    }
    case 'note-added':
      return t('event.note-added', { text: event.text });
    default:
      return unreachable(event);
  }
}
