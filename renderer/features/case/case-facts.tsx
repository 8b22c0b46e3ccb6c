import { Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList } from '#renderer/components/data-list.tsx';
import { ReadAnswer } from '#renderer/components/fields/read-answer.tsx';
import { formatDate, formatDateTime } from '#renderer/components/format.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { contactFieldsOf } from '#shared/case/request/contact-fields.ts';
import { feesOf } from '#shared/catalogue/fees-of.ts';
import { findService, variantOf } from '#shared/catalogue/find-service.ts';
import type { Catalogue, PublicService } from '#shared/catalogue/public-service.ts';
import type { FieldDefinition } from '#shared/forms/field-definition.ts';
import type { FieldValue } from '#shared/forms/field-value.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { CatalogueVersion } from '#shared/protocol/catalogue-history.ts';
import { useConditionRows } from './condition-rows.tsx';
import { usePartyRows } from './party-rows.ts';

interface Row {
  readonly label: string;
  readonly value: ReactNode;
}

/** Everything that was recorded of the request, read by the catalogue version it was registered with. */
export function CaseFacts(props: {
  readonly state: CaseState;
  readonly catalogue: Catalogue;
  readonly history: readonly CatalogueVersion[];
  readonly officeName: string;
}): ReactNode {
  const { state, catalogue, history, officeName } = props;
  const { t } = useTranslation('case');
  const { read } = useLanguage();
  const { request } = state;
  const service = findService(catalogue, request.service);
  const { applicant, representative } = usePartyRows(
    request.applicant,
    request.representative,
    localDateOf(useNow(600)),
  );
  const channel = catalogue.channels.find(({ id }) => id === request.channel);
  const variant = service === undefined ? undefined : variantOf(service, request.variant);
  const label = `${catalogue.catalogueVersion} (${state.catalogue.slice(0, 8)})`;
  const known = history.find(({ hash }) => hash === state.catalogue);
  const version =
    known === undefined
      ? label
      : t('fact.version', { n: known.number, date: formatDate(localDateOf(known.since)), label });
  const general: readonly Row[] = [
    { label: t('fact.received'), value: formatDateTime(state.receivedAt) },
    {
      label: t('fact.office'),
      value: [officeName, state.counter].filter((part) => part !== null).join(', '),
    },
    { label: t('fact.channel'), value: channel === undefined ? request.channel : read(channel.title) },
    ...(variant === undefined ? [] : [{ label: t('fact.variant'), value: read(variant.title) }]),
    ...(request.need === undefined ? [] : [{ label: t('fact.need'), value: request.need }]),
    { label: t('fact.catalogue'), value: version },
  ];
  return (
    <Stack gap="lg">
      <Part title={t('part.request')} rows={general} />
      <Part title={t('part.applicant')} rows={applicant} />
      <Part title={t('part.representative')} rows={representative} />
      <Part title={t('part.contact')} rows={useAnswerRows(contactFieldsOf(catalogue), request.common)} />
      <Part title={t('part.details')} rows={useAnswerRows(service?.fields ?? [], request.values)} />
      <Part title={t('part.conditions')} rows={useConditionRows(service, state)} />
      <Part title={t('part.fees')} rows={useFeeRows(service, state)} />
    </Stack>
  );
}

function Part(props: { readonly title: string; readonly rows: readonly Row[] }): ReactNode {
  if (props.rows.length === 0) return null;
  return (
    <section>
      <Title order={2} fz="1.125rem" mb="xs">
        {props.title}
      </Title>
      <DataList rows={props.rows} />
    </section>
  );
}

function useAnswerRows(
  fields: readonly FieldDefinition[],
  answers: Readonly<Record<string, FieldValue>>,
): readonly Row[] {
  const { read } = useLanguage();
  return fields.flatMap((field) => {
    const value = answers[field.id];
    return value === undefined
      ? []
      : [{ label: read(field.label), value: <ReadAnswer definition={field} value={value} /> }];
  });
}

function useFeeRows(service: PublicService | undefined, state: CaseState): readonly Row[] {
  const { t } = useTranslation('case');
  const { read } = useLanguage();
  if (service === undefined) return [];
  return feesOf(service, state.request.variant).flatMap((fee) => {
    const record = state.request.fees[fee.id];
    if (record === undefined) return [];
    const exemption = record.status === 'exempt' ? fee.exemptions[record.exemption] : undefined;
    const status = t(`registration:fee.statuses.${record.status}`);
    return [
      { label: read(fee.label), value: exemption === undefined ? status : `${status}: ${read(exemption)}` },
    ];
  });
}
