import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatDateTime } from '#renderer/components/format.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { type EvidenceStep, evidenceCourse } from '#shared/case/evidence-course.ts';
import type { EvidenceRecord } from '#shared/case/request/service-request.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import { unreachable } from '#shared/kernel/invariant.ts';

/** Every piece of evidence: what the service asks for, how it stands, and its course with who and when (RG18). */
export function EvidenceTable(props: {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly service: PublicService;
  readonly nameOf: (personId: string) => string;
}): ReactNode {
  const { state, events, service, nameOf } = props;
  const { t } = useTranslation('evidence');
  const { read } = useLanguage();
  const course = evidenceCourse(events);
  const types = service.evidence.filter(
    ({ id }) => course.has(id) || state.request.evidence[id] !== undefined,
  );
  const recordText = ({ status, documentNumber, foreignText }: EvidenceRecord): string =>
    [
      t(`registration:evidence.statuses.${status}`),
      ...(documentNumber === undefined ? [] : [documentNumber]),
      ...(foreignText === undefined ? [] : [t(`registration:evidence.${foreignText}`)]),
    ].join('; ');
  const stepText = (step: EvidenceStep): string => {
    switch (step.kind) {
      case 'asked':
        return t('asked', { date: formatDate(step.until) });
      case 'recorded':
        return recordText(step.record);
      default:
        return unreachable(step);
    }
  };
  if (types.length === 0) return null;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label={t('title')} verticalSpacing="xs" withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('column.document')}</Table.Th>
            <Table.Th scope="col">{t('column.standing')}</Table.Th>
            <Table.Th scope="col">{t('column.course')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {types.map(({ id, title, mode }) => {
            const record = state.request.evidence[id];
            const isOpen = record?.status === 'missing' || record?.status === 'check-later';
            return (
              <Table.Tr key={id}>
                <Table.Th scope="row" style={{ fontWeight: 'inherit', verticalAlign: 'top' }}>
                  {read(title)}
                  <Text size="sm" c="dimmed">
                    {t(`registration:evidence.modes.${mode}`)}
                  </Text>
                </Table.Th>
                <Table.Td style={{ verticalAlign: 'top', fontWeight: isOpen ? 600 : undefined }}>
                  {record !== undefined && recordText(record)}
                </Table.Td>
                <Table.Td style={{ verticalAlign: 'top' }}>
                  <ol style={{ margin: 0, paddingInlineStart: '1.25rem' }}>
                    {(course.get(id) ?? []).map((step, place) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the course only grows at its end.
                      <li key={place}>
                        {t('step', {
                          at: formatDateTime(step.at),
                          what: stepText(step),
                          who: nameOf(step.by),
                        })}
                      </li>
                    ))}
                  </ol>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
