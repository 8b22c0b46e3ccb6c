import { Group, Radio, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { ChoiceInput } from '#renderer/components/fields/choice-input.tsx';
import { DateInput } from '#renderer/components/fields/date-input.tsx';
import { optionalLabel } from '#renderer/components/fields/optional-label.ts';
import { PersonCodeInput } from '#renderer/components/fields/person-code-input.tsx';
import { DocumentKind } from '#shared/person/party.ts';
import type { IdentityDraft } from '#shared/person/party-draft.ts';
import { useRequestForm } from './request-form.ts';

/** The part of a draft that describes a human being. */
interface PersonDraft {
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
  readonly identity?: IdentityDraft | undefined;
}

/** Who a human being is: by Latvian person code, or by the document of another country. */
export function NaturalPersonFields(props: {
  /** Where the person stands in the draft: `/applicant` or `/representative`. */
  readonly place: string;
  readonly person: PersonDraft;
  readonly onChange: (change: PersonDraft) => void;
}): ReactNode {
  const { place, person, onChange } = props;
  const { t } = useTranslation('party');
  const { errorAt } = useRequestForm();
  const identity: IdentityDraft = person.identity ?? { kind: 'person-code' };
  const setIdentity = (change: Partial<IdentityDraft>): void =>
    onChange({ identity: { ...identity, ...change } });
  const nameField = (name: 'givenName' | 'familyName'): ReactNode => (
    <TextInput
      id={fieldId(`${place}/${name}`)}
      label={t(name)}
      value={person[name] ?? ''}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      error={errorAt(`${place}/${name}`)}
      aria-required
      autoComplete="off"
      spellCheck={false}
    />
  );
  return (
    <Stack gap="sm">
      <Radio.Group
        id={fieldId(`${place}/identity/kind`)}
        label={t('identity')}
        value={identity.kind ?? ''}
        onChange={(kind) => setIdentity({ kind })}
        error={errorAt(`${place}/identity/kind`)}
      >
        <Group gap="lg" py={4}>
          <Radio value="person-code" label={t('byPersonCode')} />
          <Radio value="foreign" label={t('byForeignDocument')} />
        </Group>
      </Radio.Group>
      {identity.kind === 'foreign' ? (
        <ForeignDocumentFields place={`${place}/identity`} identity={identity} onChange={setIdentity} />
      ) : (
        <PersonCodeInput
          pointer={`${place}/identity/personCode`}
          label={t('personCode')}
          description={t('personCodeHelp')}
          value={identity.personCode ?? {}}
          onChange={(personCode) => setIdentity({ personCode })}
          errorAt={(path) => errorAt(`${place}/identity/personCode${path}`)}
          isRequired
        />
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {nameField('givenName')}
        {nameField('familyName')}
      </SimpleGrid>
    </Stack>
  );
}

function ForeignDocumentFields(props: {
  readonly place: string;
  readonly identity: IdentityDraft;
  readonly onChange: (change: Partial<IdentityDraft>) => void;
}): ReactNode {
  const { place, identity, onChange } = props;
  const { t } = useTranslation('party');
  const { errorAt } = useRequestForm();
  const line = (
    name: 'country' | 'number' | 'nameInDocument',
    isRequired: boolean,
    help?: string,
  ): ReactNode => (
    <TextInput
      id={fieldId(`${place}/${name}`)}
      label={isRequired ? t(name) : optionalLabel(t(name), t)}
      description={help}
      value={identity[name] ?? ''}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      error={errorAt(`${place}/${name}`)}
      aria-required={isRequired}
      autoComplete="off"
      spellCheck={false}
    />
  );
  const dateLine = (name: 'validUntil' | 'birthDate'): ReactNode => (
    <DateInput
      pointer={`${place}/${name}`}
      label={optionalLabel(t(name), t)}
      value={identity[name] ?? ''}
      onChange={(value) => onChange({ [name]: value })}
      error={errorAt(`${place}/${name}`)}
      isRequired={false}
      side={name === 'birthDate' ? 'past' : 'future'}
    />
  );
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {line('country', true, t('countryHelp'))}
      <ChoiceInput
        pointer={`${place}/documentKind`}
        label={t('documentKind')}
        options={DocumentKind.options.map((kind) => ({ value: kind, label: t(`documentKinds.${kind}`) }))}
        value={identity.documentKind ?? ''}
        onChange={(documentKind) => onChange({ documentKind })}
        error={errorAt(`${place}/documentKind`)}
        isRequired
      />
      {line('number', true)}
      {dateLine('validUntil')}
      {dateLine('birthDate')}
      {line('nameInDocument', false, t('nameInDocumentHelp'))}
    </SimpleGrid>
  );
}
