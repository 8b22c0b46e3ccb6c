import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '#renderer/components/badge.tsx';
import { formatDateTime } from '#renderer/components/format.ts';
import { SyncBadge } from '#renderer/components/sync-badge.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { Notification } from '#shared/case/facts/notification.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import { useEventLine } from './use-event-line.ts';

/** What the centre itself did. */
const MAIL: ReadonlySet<CaseEvent['kind']> = new Set(['mail-sent', 'mail-failed']);

/** The course of a case: what happened, who did it, where and when. What is not at the centre yet is marked. */
export function CaseCourse(props: {
  readonly events: readonly { readonly event: CaseEvent; readonly isProvisional: boolean }[];
  readonly catalogue: Catalogue;
  readonly serviceId: string;
  /** What the applicant was told, and what became of it. */
  readonly notifications: readonly Notification[];
  readonly nameOf: (personId: string) => string;
  readonly officeName: string;
  /** What part of the course this is, when it is not the whole. */
  readonly label?: string;
}): ReactNode {
  const { events, catalogue, serviceId, notifications, nameOf, officeName } = props;
  const { t } = useTranslation('case');
  const lineOf = useEventLine({
    catalogue,
    serviceId,
    nameOf,
    subjectOf: (telling) => notifications.find(({ opId }) => opId === telling)?.subject,
  });
  const isBeingSent = ({ kind, origin }: CaseEvent): boolean =>
    kind === 'applicant-informed' &&
    notifications.some(({ opId, mail }) => opId === origin.opId && mail?.state === 'sending');
  const { read } = useLanguage();
  const roleOf = (role: string): string => {
    const known = catalogue.roles.find((candidate) => candidate.id === role);
    return known === undefined ? role : read(known.title);
  };
  const actorOf = ({ kind, origin }: CaseEvent): string => {
    if (MAIL.has(kind)) return t('mailing:byCentre', { who: nameOf(origin.by) });
    // Nobody asked for it (CL78).
    if (kind === 'deadline-recounted') return officeName;
    return [nameOf(origin.by), roleOf(origin.role), origin.counter ?? officeName].join(' · ');
  };
  return (
    <ol aria-label={props.label ?? t('course')} style={{ margin: 0, paddingInlineStart: '1.25rem' }}>
      {events.map(({ event, isProvisional }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the course only grows at its end, and one operation may make several events of a kind.
        <li key={`${event.origin.opId} ${place}`} style={{ marginBottom: '0.75rem' }}>
          <Stack gap={2} align="flex-start">
            <Text fw={600}>
              {formatDateTime(event.origin.at)} {lineOf(event)}
            </Text>
            <Text size="sm" c="dimmed">
              {actorOf(event)}
            </Text>
            {isBeingSent(event) && (
              <Badge tone="soon" shape="◐">
                {t('mailing:sending')}
              </Badge>
            )}
            {event.origin.automatic === true && (
              <Badge tone="plain" shape="⚙">
                {t('byProgram')}
              </Badge>
            )}
            {isProvisional && <SyncBadge mark="saved-here" />}
          </Stack>
        </li>
      ))}
    </ol>
  );
}
