import { Group, Stack, Tabs, Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { StatusBadge } from '#renderer/components/status-badge.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import type { Catalogue } from '#shared/catalogue/public-service.ts';
import type { OfficeCalendar } from '#shared/service-level/office-calendar.ts';
import { CaseBand } from './case-band.tsx';
import { CaseCourse } from './case-course.tsx';
import { CaseDeadlines } from './case-deadlines.tsx';
import { CaseDocuments } from './case-documents.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseNotes } from './case-notes.tsx';
import { CatalogueChanges, type CatalogueInForce } from './catalogue-changes.tsx';
import { UntoldNotice } from './untold-notice.tsx';

/** A case as anybody sees it (S6), at the counter from the local store and in oversight from the centre. */
export interface CaseViewProps {
  readonly state: CaseState;
  readonly events: readonly { readonly event: CaseEvent; readonly isProvisional: boolean }[];
  /** The catalogue version of the case, by which it is shown for good. */
  readonly catalogue: Catalogue;
  readonly inForce: CatalogueInForce;
  readonly officeCalendar: OfficeCalendar;
  readonly nameOf: (personId: string) => string;
  readonly officeName: string;
  /** Beside the title: how far the case has got. */
  readonly mark?: ReactNode;
  readonly actions?: ReactNode;
  /** Above the facts: what the service is, to be put on paper. */
  readonly procedure?: ReactNode;
  /** The files of the case, where they can be had. */
  readonly files?: ReactNode;
  /** Opens the form in which a telling is recorded, for who may. */
  readonly onInform?: (() => void) | undefined;
}

/** What was decided, and what became of it. */
const DECISIONS: ReadonlySet<CaseEvent['kind']> = new Set([
  'decision-taken',
  'decision-approved',
  'decision-returned',
  'decision-amended',
  'decision-withdrawn',
]);

/** What the applicant was told or asked, and answered. */
const CONTACT: ReadonlySet<CaseEvent['kind']> = new Set([
  'applicant-informed',
  'mail-sent',
  'mail-failed',
  'applicant-asked',
  'applicant-answered',
]);

/** What now, who, until when; below it the course, the facts and what else is kept of the case. */
export function CaseView(props: CaseViewProps): ReactNode {
  const { state, events, catalogue, inForce, officeCalendar, nameOf, officeName } = props;
  const { mark, actions, procedure, files, onInform } = props;
  const { t } = useTranslation('case');
  const { read } = useLanguage();
  const now = useNow(30);
  const service = findService(catalogue, state.request.service);
  const course = useMemo(() => events.map(({ event }) => event), [events]);
  const decisions = events.filter(({ event }) => DECISIONS.has(event.kind));
  const contact = events.filter(({ event }) => CONTACT.has(event.kind));
  const line = {
    catalogue,
    serviceId: state.request.service,
    notifications: state.notifications,
    nameOf,
    officeName,
  } as const;
  return (
    <Stack gap="md">
      <Group gap="md">
        <PageHeading>{state.reference}</PageHeading>
        <Text fz="lg">{service === undefined ? state.request.service : read(service.title)}</Text>
        <StatusBadge status={state.status} outcome={state.outcome} />
        {mark}
      </Group>
      <CaseBand
        state={state}
        events={course}
        catalogue={catalogue}
        service={service}
        officeCalendar={officeCalendar}
        nameOf={nameOf}
        now={now}
        onInform={onInform}
      />
      <UntoldNotice state={state} onInform={onInform} />
      <CatalogueChanges state={state} catalogue={catalogue} inForce={inForce} />
      {actions}
      <Tabs defaultValue="course" activateTabWithKeyboard={false} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="course">{t('course')}</Tabs.Tab>
          <Tabs.Tab value="facts">{t('facts')}</Tabs.Tab>
          <Tabs.Tab value="documents">{t('documents')}</Tabs.Tab>
          <Tabs.Tab value="notes">{t('notes', { n: state.notes.length })}</Tabs.Tab>
          <Tabs.Tab value="decisions">{t('decisions', { n: decisions.length })}</Tabs.Tab>
          <Tabs.Tab value="deadlines">{t('deadlines.title')}</Tabs.Tab>
          <Tabs.Tab value="contact">{t('contact', { n: contact.length })}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="course" pt="md">
          <Text mb="sm" data-testid="touches">
            {t('touches', {
              n: state.touches,
              m: course.filter(({ origin }) => origin.automatic === true).length,
            })}
          </Text>
          <CaseCourse events={events} {...line} />
        </Tabs.Panel>
        <Tabs.Panel value="facts" pt="md">
          {procedure}
          <CaseFacts state={state} catalogue={catalogue} history={inForce.history} officeName={officeName} />
        </Tabs.Panel>
        <Tabs.Panel value="documents" pt="md">
          <Stack gap="lg">
            <CaseDocuments
              state={state}
              events={events.map(({ event }) => event)}
              catalogue={catalogue}
              nameOf={nameOf}
            />
            {files}
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="decisions" pt="md">
          {decisions.length === 0 && <Text>{t('noDecisions')}</Text>}
          <CaseCourse events={decisions} {...line} label={t('decisions', { n: decisions.length })} />
        </Tabs.Panel>
        <Tabs.Panel value="deadlines" pt="md">
          {service !== undefined && (
            <CaseDeadlines state={state} events={course} service={service} officeCalendar={officeCalendar} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="contact" pt="md">
          {contact.length === 0 && <Text>{t('noContact')}</Text>}
          <CaseCourse events={contact} {...line} label={t('contact', { n: contact.length })} />
        </Tabs.Panel>
        <Tabs.Panel value="notes" pt="md">
          <CaseNotes notes={state.notes} nameOf={nameOf} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
