import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useWorkplace } from '#renderer/context/workplace.ts';
import { servicesOfferedAt } from '#shared/catalogue/find-service.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import type { Office } from '#shared/service-level/office.ts';
import { contactOf } from '#shared/service-level/office-contact.ts';

/** Where a person is directed with a service that is not given to them here: who is competent, and the other offices. */
export function WhereToGo(props: { readonly service: PublicService }): ReactNode {
  const { service } = props;
  const { t } = useTranslation('registration');
  const { read } = useLanguage();
  const workplace = useWorkplace();
  if (workplace === undefined) return null;
  const { catalogue, reference, office } = workplace;
  const others = reference.offices.offices.filter(
    (other) => other.id !== office.id && servicesOfferedAt(catalogue, other.services).includes(service),
  );
  const addressOf = (other: Office): string => {
    const { address, contact } = contactOf(other);
    const place = address === undefined ? other.settlement : `${read(address.street)}, ${address.settlement}`;
    return [read(other.municipality), place, contact?.phone, contact?.email].filter(Boolean).join(', ');
  };
  return (
    <>
      <Text mt="xs">{t('consequence.where', { where: read(service.competentAuthority) })}</Text>
      {others.length > 0 && (
        <details>
          <summary>{t('consequence.offices', { n: others.length })}</summary>
          <ul style={{ margin: 0, paddingInlineStart: '1.25rem' }}>
            {others.map((other) => (
              <li key={other.id}>
                {t('consequence.office', { name: read(other.name), address: addressOf(other) })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
