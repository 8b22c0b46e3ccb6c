import { Button, Checkbox, Group, Radio, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { optionalLabel } from '#renderer/components/fields/optional-label.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { Notice } from '#renderer/components/notice.tsx';
import { Section } from '#renderer/components/section.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import type { ApplicantDraft } from '#shared/person/party-draft.ts';
import { isAnonymous, withAnonymous, withApplicant, withRepresentative } from './applicant-switches.ts';
import { NaturalPersonFields } from './natural-person-fields.tsx';
import { RepresentativeFields } from './representative-fields.tsx';
import { useRequestForm } from './request-form.ts';

/** Section 2: who asks, and who acts for them. Only kinds of applicant that the service serves are offered. */
export function ApplicantSection(): ReactNode {
  const { t } = useTranslation('party');
  const { draft, change, service, errorAt } = useRequestForm();
  const { applicant, representative } = draft;
  const audience = service?.audience ?? [];
  const set = (part: Partial<ApplicantDraft>): void => change(withApplicant({ ...applicant, ...part }));
  const toggleRepresentative = (): void =>
    change(withRepresentative(draft, audience, representative === undefined));
  const toggleAnonymous = (): void => {
    if (audience.includes('society')) change(withAnonymous(draft, audience, !isAnonymous(draft)));
  };
  useKeys({ 'Alt+P': toggleRepresentative, 'Alt+A': toggleAnonymous });
  return (
    <Section
      title={t('registration:section.applicant')}
      aside={
        <Group gap="lg">
          {audience.includes('society') && (
            <Checkbox
              label={
                <>
                  {t('anonymously')}
                  <KeyHint keys="Alt+A" />
                </>
              }
              checked={isAnonymous(draft)}
              onChange={toggleAnonymous}
              aria-keyshortcuts="Alt+A"
            />
          )}
          <Checkbox
            label={
              <>
                {t('representativeActs')}
                <KeyHint keys="Alt+P" />
              </>
            }
            checked={representative !== undefined}
            onChange={toggleRepresentative}
            aria-keyshortcuts="Alt+P"
          />
        </Group>
      }
    >
      <Radio.Group
        id={fieldId('/applicant/kind')}
        label={t('applicantKind')}
        value={applicant.kind ?? ''}
        onChange={(kind) =>
          set(kind === 'society' ? { kind, form: applicant.form ?? 'anonymous' } : { kind })
        }
        error={errorAt('/applicant/kind')}
      >
        <Group gap="lg" py={4}>
          {audience.map((kind) => (
            <Radio key={kind} value={kind} label={t(`kinds.${kind}`)} />
          ))}
        </Group>
      </Radio.Group>
      <ApplicantFields
        applicant={applicant}
        onChange={set}
        canBeOrganisation={audience.includes('entrepreneur')}
      />
      {representative !== undefined && <RepresentativeFields />}
    </Section>
  );
}

function ApplicantFields(props: {
  readonly applicant: ApplicantDraft;
  readonly onChange: (change: Partial<ApplicantDraft>) => void;
  readonly canBeOrganisation: boolean;
}): ReactNode {
  const { applicant, onChange, canBeOrganisation } = props;
  const { t } = useTranslation('party');
  const { issues } = useRequestForm();
  switch (applicant.kind) {
    case 'resident': {
      const isNumber = issues.some(
        ({ code, pointer }) =>
          code === 'person-code-looks-like-registration-number' && pointer.startsWith('/applicant/'),
      );
      return (
        <>
          <NaturalPersonFields place="/applicant" person={applicant} onChange={onChange} />
          {isNumber && canBeOrganisation && (
            <Notice tone="soon">
              {t('isRegistrationNumber')}{' '}
              <Button
                size="compact-sm"
                variant="outline"
                onClick={() =>
                  onChange({
                    kind: 'entrepreneur',
                    registrationNumber: applicant.identity?.personCode?.code,
                    identity: { kind: 'person-code' },
                  })
                }
              >
                {t('switchToCompany')}
              </Button>
            </Notice>
          )}
        </>
      );
    }
    case 'entrepreneur':
    case 'institution':
      return <OrganisationFields applicant={applicant} onChange={onChange} />;
    case 'society':
      return <SocietyFields applicant={applicant} onChange={onChange} />;
    default:
      return null;
  }
}

interface PartProps {
  readonly applicant: ApplicantDraft;
  readonly onChange: (change: Partial<ApplicantDraft>) => void;
}

/** Which organisation asks, and who has come for it. */
export function OrganisationFields({ applicant, onChange }: PartProps): ReactNode {
  const { t } = useTranslation('party');
  const { errorAt } = useRequestForm();
  const line = (name: 'registrationNumber' | 'name' | 'contactName', help?: string): ReactNode => (
    <TextInput
      id={fieldId(`/applicant/${name}`)}
      label={t(`organisation.${name}`)}
      description={help}
      value={applicant[name] ?? ''}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      error={errorAt(`/applicant/${name}`)}
      aria-required
      autoComplete="off"
      spellCheck={false}
    />
  );
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {line('registrationNumber', t('organisation.registrationNumberHelp'))}
      {line('name')}
      {line('contactName')}
    </SimpleGrid>
  );
}

function SocietyFields({ applicant, onChange }: PartProps): ReactNode {
  const { t } = useTranslation('party');
  const { errorAt } = useRequestForm();
  return (
    <>
      <Radio.Group
        id={fieldId('/applicant/form')}
        label={t('societyForm')}
        value={applicant.form ?? ''}
        onChange={(form) => onChange({ form })}
        error={errorAt('/applicant/form')}
      >
        <Group gap="lg" py={4}>
          <Radio value="anonymous" label={t('societyForms.anonymous')} />
          <Radio value="collective" label={t('societyForms.collective')} />
        </Group>
      </Radio.Group>
      {applicant.form === 'collective' && (
        <Textarea
          id={fieldId('/applicant/description')}
          label={optionalLabel(t('collectiveOf'), t)}
          description={t('collectiveHelp')}
          autosize
          minRows={1}
          maxRows={4}
          value={applicant.description ?? ''}
          onChange={(event) => onChange({ description: event.currentTarget.value })}
          error={errorAt('/applicant/description')}
        />
      )}
    </>
  );
}
