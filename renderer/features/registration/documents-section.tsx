import { Button, Checkbox, Group, Radio, Stack } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { ChoiceInput } from '#renderer/components/fields/choice-input.tsx';
import { optionalLabel } from '#renderer/components/fields/optional-label.ts';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { Section } from '#renderer/components/section.tsx';
import { findKeyName } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { isEvidenceNeeded } from '#shared/case/request/needed-evidence.ts';
import { EVIDENCE_STATUSES } from '#shared/case/request/parse-evidence.ts';
import type { EvidenceDraft } from '#shared/case/request/request-draft.ts';
import type { EvidenceType } from '#shared/catalogue/public-service.ts';
import { RequestFiles } from './request-files.tsx';
import { useRequestForm } from './request-form.ts';
import { useFeeStanding } from './use-fee-standing.ts';

/** Statuses of a document that lies on the counter, whose language matters. */
const AT_HAND: ReadonlySet<string> = new Set(['shown', 'copy-taken', 'handed-in', 'received-electronically']);

/** Section 5: what the service asks to see or to have, and what was done about each. */
export function DocumentsSection(): ReactNode {
  const { t } = useTranslation('registration');
  const { service, draft, change, facts } = useRequestForm();
  const types = service?.evidence ?? [];
  const fees = useFeeStanding();
  const required =
    facts === undefined ? [] : types.filter((type) => isEvidenceNeeded(type, facts.service, fees));
  const shownAtOnce = required.filter(({ mode }) => mode === 'present-original');
  const markShown = (): void => {
    const marked = shownAtOnce.map(({ id }) => [id, { ...draft.evidence[id], status: 'shown' }] as const);
    change({ evidence: { ...draft.evidence, ...Object.fromEntries(marked) } });
  };
  const markByKey = (event: KeyboardEvent): void => {
    if (shownAtOnce.length === 0 || findKeyName(event.nativeEvent) !== 'V') return;
    event.preventDefault();
    markShown();
  };
  if (service === undefined) return null;
  return (
    <Section
      title={t('section.documents')}
      onKeyDown={markByKey}
      aside={
        shownAtOnce.length > 0 && (
          <Button variant="default" size="compact-sm" onClick={markShown} aria-keyshortcuts="V">
            {t('allShown')}
            <KeyHint keys="V" />
          </Button>
        )
      }
    >
      <Stack gap="md">
        {types.map((type) => (
          <EvidenceRow key={type.id} type={type} isRequired={required.includes(type)} />
        ))}
        <RequestFiles types={types} />
      </Stack>
    </Section>
  );
}

function EvidenceRow(props: { readonly type: EvidenceType; readonly isRequired: boolean }): ReactNode {
  const { type, isRequired: mustBe } = props;
  const { t } = useTranslation('registration');
  const { read } = useLanguage();
  const { draft, change, errorAt } = useRequestForm();
  const evidence: EvidenceDraft = draft.evidence[type.id] ?? {};
  const set = (part: EvidenceDraft): void =>
    change({ evidence: { ...draft.evidence, [type.id]: { ...evidence, ...part } } });
  const title = read(type.title);
  const note = read(type.note);
  return (
    <div>
      <Radio.Group
        id={fieldId(`/evidence/${type.id}/status`)}
        label={mustBe ? title : optionalLabel(title, t)}
        description={`${t(`evidence.modes.${type.mode}`)}${note === '' ? '' : ` ${note}`}`}
        value={evidence.status ?? (mustBe ? 'missing' : '')}
        onChange={(status) => set({ status })}
        error={errorAt(`/evidence/${type.id}/status`)}
      >
        <Group gap="lg" py={4}>
          {EVIDENCE_STATUSES[type.mode].map((status) => (
            <Radio key={status} value={status} label={t(`evidence.statuses.${status}`)} />
          ))}
        </Group>
      </Radio.Group>
      {AT_HAND.has(evidence.status ?? '') && (
        <Group gap="md" align="end">
          <Checkbox
            label={t('evidence.foreignLanguage', { title })}
            checked={evidence.foreignText !== undefined}
            onChange={(event) => set({ foreignText: event.currentTarget.checked ? 'translated' : undefined })}
          />
          {evidence.foreignText !== undefined && (
            <ChoiceInput
              pointer={`/evidence/${type.id}/foreignText`}
              label={t('evidence.foreignText')}
              options={[
                { value: 'translated', label: t('evidence.translated') },
                { value: 'exception', label: t('evidence.exception') },
              ]}
              value={evidence.foreignText}
              onChange={(foreignText) => set({ foreignText })}
              error={errorAt(`/evidence/${type.id}/foreignText`)}
              isRequired={false}
            />
          )}
        </Group>
      )}
    </div>
  );
}
