import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormField } from '#renderer/components/fields/form-field.tsx';
import { Section } from '#renderer/components/section.tsx';
import { contactFieldsOf } from '#shared/case/request/contact-fields.ts';
import type { ConditionFacts } from '#shared/forms/condition.ts';
import type { FieldDefinition } from '#shared/forms/field-definition.ts';
import { isRequired, isShown } from '#shared/forms/form-facts.ts';
import { useRequestForm } from './request-form.ts';

/** Section 4: the service's own fields, as the catalogue defines them. */
export function DetailsSection(): ReactNode {
  const { t } = useTranslation('registration');
  const { service, draft, change, facts } = useRequestForm();
  if (service === undefined || facts === undefined || service.fields.length === 0) return null;
  return (
    <Section title={t('section.details')}>
      <AnswerFields
        fields={service.fields}
        facts={facts.service}
        place="/values"
        answers={draft.values}
        onChange={(values) => change({ values })}
      />
    </Section>
  );
}

/** Part of section 2: how to reach the applicant and how to answer, by the catalogue's common fields. */
export function ContactSection(): ReactNode {
  const { t } = useTranslation('registration');
  const { catalogue, draft, change, facts } = useRequestForm();
  const fields = contactFieldsOf(catalogue);
  if (facts === undefined || fields.length === 0) return null;
  return (
    <Section title={t('section.contact')}>
      <AnswerFields
        fields={fields}
        facts={facts.contact}
        place="/common"
        answers={draft.common}
        onChange={(common) => change({ common })}
      />
    </Section>
  );
}

/** Fields of the catalogue with their answers, as far as they are asked. */
export function AnswerFields(props: {
  readonly fields: readonly FieldDefinition[];
  readonly facts: ConditionFacts;
  readonly place: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly onChange: (answers: Record<string, unknown>) => void;
}): ReactNode {
  const { fields, facts, place, answers, onChange } = props;
  const { errorAt } = useRequestForm();
  const shown = fields.filter((field) => isShown(field, facts));
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} verticalSpacing="sm">
      {shown.map((field) => (
        <FormField
          key={field.id}
          definition={field}
          pointer={`${place}/${field.id}`}
          value={answers[field.id]}
          onChange={(value) => onChange({ ...answers, [field.id]: value })}
          errorAt={(path) => errorAt(`${place}/${field.id}${path}`)}
          isRequired={isRequired(field, facts)}
        />
      ))}
    </SimpleGrid>
  );
}
