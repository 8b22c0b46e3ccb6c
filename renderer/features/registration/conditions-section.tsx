import { Checkbox, Stack, Text, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { YesNoInput } from '#renderer/components/fields/yes-no-input.tsx';
import { focusField } from '#renderer/components/focus-field.ts';
import { Notice } from '#renderer/components/notice.tsx';
import { Section } from '#renderer/components/section.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { EligibilityDraft } from '#shared/case/request/request-draft.ts';
import type { EligibilityQuestion, PublicService } from '#shared/catalogue/public-service.ts';
import { useRequestForm } from './request-form.ts';
import { WhereToGo } from './where-to-go.tsx';

/** Section 3: the conditions of receiving the service, each with what an unexpected answer leads to. */
export function ConditionsSection(): ReactNode {
  const { t } = useTranslation('registration');
  const { service, draft } = useRequestForm();
  if (service === undefined || service.eligibility.length === 0) return null;
  const answered = service.eligibility.filter(({ id }) => draft.eligibility[id]?.answer !== undefined).length;
  const goOnFrom = (question: EligibilityQuestion): void => {
    const at = service.eligibility.indexOf(question);
    const others = [...service.eligibility.slice(at + 1), ...service.eligibility.slice(0, at)];
    const next = others.find(({ id }) => draft.eligibility[id]?.answer === undefined);
    if (next !== undefined) focusField(`/eligibility/${next.id}`);
  };
  return (
    <Section
      title={t('section.conditions')}
      aside={<Text c="dimmed">{t('answered', { n: answered, m: service.eligibility.length })}</Text>}
    >
      <Stack gap="md">
        {service.eligibility.map((question) => (
          <Condition
            key={question.id}
            question={question}
            service={service}
            onExpectedByKey={() => goOnFrom(question)}
          />
        ))}
      </Stack>
    </Section>
  );
}

function Condition(props: {
  readonly question: EligibilityQuestion;
  readonly service: PublicService;
  readonly onExpectedByKey: () => void;
}): ReactNode {
  const { question, service, onExpectedByKey } = props;
  const { read } = useLanguage();
  const { draft, change, errorAt } = useRequestForm();
  const answer: EligibilityDraft = draft.eligibility[question.id] ?? {};
  const pointer = `/eligibility/${question.id}`;
  const set = (part: EligibilityDraft): void =>
    change({ eligibility: { ...draft.eligibility, [question.id]: { ...answer, ...part } } });
  const isUnexpected = answer.answer !== undefined && answer.answer !== question.expected;
  return (
    <div>
      <YesNoInput
        pointer={pointer}
        label={read(question.question)}
        value={answer.answer}
        onChange={(value) => set({ answer: value, insisted: undefined, reason: undefined })}
        // An unexpected answer has a consequence to read and to settle first.
        onAnsweredByKey={(value) => value === question.expected && onExpectedByKey()}
        error={isUnexpected ? undefined : errorAt(pointer)}
      />
      {isUnexpected && <Consequence question={question} service={service} answer={answer} onChange={set} />}
    </div>
  );
}

function Consequence(props: {
  readonly question: EligibilityQuestion;
  readonly service: PublicService;
  readonly answer: EligibilityDraft;
  readonly onChange: (change: EligibilityDraft) => void;
}): ReactNode {
  const { question, service, answer, onChange } = props;
  const { t } = useTranslation('registration');
  const { read } = useLanguage();
  const { errorAt } = useRequestForm();
  const pointer = `/eligibility/${question.id}`;
  const ground = service.refusalReasons.find(({ id }) => id === question.refusalReason);
  const message = read(question.message) || (ground === undefined ? '' : read(ground.title));
  if (question.onFail === 'warn') {
    return (
      <Notice tone="soon" title={t('consequence.warn')}>
        {message}
        <Textarea
          id={fieldId(`${pointer}/reason`)}
          mt="xs"
          label={t('consequence.reason')}
          autosize
          minRows={1}
          maxRows={4}
          value={answer.reason ?? ''}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
          error={errorAt(`${pointer}/reason`)}
          aria-required
          styles={{ label: { color: 'inherit' } }}
        />
      </Notice>
    );
  }
  return (
    <Notice tone="refused" title={t(`consequence.${question.onFail}`)}>
      {message}
      {question.onFail === 'redirect' && <WhereToGo service={service} />}
      <Checkbox
        mt="xs"
        id={fieldId(`${pointer}/insisted`)}
        label={t('consequence.insist')}
        checked={answer.insisted === true}
        onChange={(event) => onChange({ insisted: event.currentTarget.checked })}
        error={errorAt(pointer)}
        styles={{ label: { color: 'inherit' } }}
      />
    </Notice>
  );
}
