import { Stack, TextInput, Title } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { OrganisationFields } from '#renderer/features/registration/applicant-section.tsx';
import { AnswerFields } from '#renderer/features/registration/details-section.tsx';
import { FeeRow, usePayableFees } from '#renderer/features/registration/fees-section.tsx';
import { NaturalPersonFields } from '#renderer/features/registration/natural-person-fields.tsx';
import {
  type RequestForm,
  RequestFormContext,
  useRequestForm,
} from '#renderer/features/registration/request-form.ts';
import { contactFieldsOf } from '#shared/case/request/contact-fields.ts';
import { correctableFields } from '#shared/case/request/correctable-fields.ts';
import type { RequestDraft } from '#shared/case/request/request-draft.ts';
import { requestFacts } from '#shared/case/request/request-facts.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { FieldWords } from '../field-words.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormLines } from '../form/form-fields.tsx';
import { useCommandForm } from '../form/use-command-form.ts';
import type { ActionFormProps } from './action-form-props.ts';
import { type Correction, correctionFrom, openCorrection } from './correction.ts';

/** What was registered, to be corrected field by field (CL84). What the author saw when it was opened goes with it. */
export function CorrectAction({ title, more, onSaved }: ActionFormProps): ReactNode {
  const { t } = useTranslation('conflicts');
  const atHand = useCaseAtHand();
  const { state, service, catalogue, nameOf } = atHand;
  const { read, language } = useLanguage();
  const words = new FieldWords(t, { catalogue, serviceId: service.id, nameOf, language, read });
  const labels = Object.fromEntries(
    correctableFields(state.request, service, catalogue).map((field) => [field, words.label(field)]),
  );
  const form = useCommandForm<Correction>({
    name: 'correct-request',
    initial: openCorrection(state),
    commandOf: (values) => correctionFrom(values, { state, service, catalogue }),
    labels: { ...labels, '/reason': t('correct.reason') },
    onSaved,
  });
  const { draft } = form.values;
  // The service and its variant stay (CL84), so nothing here asks for them.
  const asked = useMemo(
    () => ({ ...service, fields: service.fields.filter(({ id }) => id !== 'variant') }),
    [service],
  );
  const requestForm: RequestForm = {
    formId: form.opId,
    catalogue,
    draft,
    change: (part) => form.set({ draft: { ...draft, ...part } }),
    changeBy: (change) => form.setBy((values) => ({ draft: { ...values.draft, ...change(values.draft) } })),
    setAttaching: () => undefined,
    service: asked,
    facts: requestFacts(catalogue, service, draft),
    issues: form.issues,
    errorAt: form.errorAt,
  };
  return (
    <CommandFormPanel
      title={title}
      instruction={t('correct.help')}
      form={form}
      confirm={t('correct.save')}
      more={more}
    >
      <RequestFormContext value={requestForm}>
        <Parts words={words} isDecided={state.decision !== null} />
      </RequestFormContext>
      <FormLines
        form={form}
        pointer="/reason"
        help={t('correct.reasonHelp')}
        value={form.values.reason}
        onChange={(reason) => form.set({ reason })}
      />
    </CommandFormPanel>
  );
}

function Parts(props: { readonly words: FieldWords; readonly isDecided: boolean }): ReactNode {
  const { words, isDecided } = props;
  const { t } = useTranslation('case');
  const { draft, change, catalogue, service, facts } = useRequestForm();
  const fees = usePayableFees();
  const { applicant, representative } = draft;
  if (facts === undefined || service === undefined) return null;
  const mayHaveName = applicant.kind !== 'society';
  return (
    <>
      <Part title={t('part.contact')}>
        <AnswerFields
          fields={contactFieldsOf(catalogue)}
          facts={facts.contact}
          place="/common"
          answers={draft.common}
          onChange={(common) => change({ common })}
        />
        <Line
          pointer="/need"
          label={words.label('/need')}
          value={draft.need ?? ''}
          onChange={(need) => change({ need })}
        />
      </Part>
      {mayHaveName && (
        <Part title={t('part.applicant')}>
          {applicant.kind === 'resident' ? (
            <NaturalPersonFields
              place="/applicant"
              person={applicant}
              onChange={(part) => change({ applicant: { ...applicant, ...part } })}
            />
          ) : (
            <OrganisationFields
              applicant={applicant}
              onChange={(part) => change({ applicant: { ...applicant, ...part } })}
            />
          )}
        </Part>
      )}
      {representative !== undefined && (
        <Part title={t('part.representative')}>
          <NaturalPersonFields
            place="/representative"
            person={representative}
            onChange={(part) => change({ representative: { ...representative, ...part } })}
          />
          <Line
            pointer="/representative/documentNumber"
            label={words.label('/representative/documentNumber')}
            value={representative.documentNumber ?? ''}
            onChange={(documentNumber) => change({ representative: { ...representative, documentNumber } })}
          />
        </Part>
      )}
      {!isDecided && service.fields.length > 0 && (
        <Part title={t('part.details')}>
          <AnswerFields
            fields={service.fields}
            facts={facts.service}
            place="/values"
            answers={draft.values}
            onChange={(values) => change({ values })}
          />
        </Part>
      )}
      <DocumentNumbers words={words} draft={draft} change={change} />
      {fees.length > 0 && (
        <Part title={t('part.fees')}>
          {fees.map((fee) => (
            <FeeRow key={fee.id} fee={fee} />
          ))}
        </Part>
      )}
    </>
  );
}

/** The numbers of the documents that were shown or handed in. */
function DocumentNumbers(props: {
  readonly words: FieldWords;
  readonly draft: RequestDraft;
  readonly change: RequestForm['change'];
}): ReactNode {
  const { words, draft, change } = props;
  const { t } = useTranslation('conflicts');
  const here = Object.entries(draft.evidence).filter(([, { status }]) => status !== 'missing');
  if (here.length === 0) return null;
  return (
    <Part title={t('correct.documents')}>
      {here.map(([id, record]) => (
        <Line
          key={id}
          pointer={`/evidence/${id}/documentNumber`}
          label={words.label(`/evidence/${id}`)}
          value={record.documentNumber ?? ''}
          onChange={(documentNumber) =>
            change({ evidence: { ...draft.evidence, [id]: { ...record, documentNumber } } })
          }
        />
      ))}
    </Part>
  );
}

function Part(props: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section>
      <Title order={3} fz="1rem" mb="xs">
        {props.title}
      </Title>
      <Stack gap="sm">{props.children}</Stack>
    </section>
  );
}

function Line(props: {
  readonly pointer: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { errorAt } = useRequestForm();
  return (
    <TextInput
      id={fieldId(props.pointer)}
      label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      error={errorAt(props.pointer)}
      autoComplete="off"
    />
  );
}
