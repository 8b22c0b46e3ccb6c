import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { YesNoInput } from '#renderer/components/fields/yes-no-input.tsx';
import { focusField } from '#renderer/components/focus-field.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import type { TypedFindings } from '#shared/case/facts/finding.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { FormChecks, FormLines } from '../form/form-fields.tsx';
import type { CommandForm } from '../form/use-command-form.ts';

/** What is found about one criterion while it is typed. */
export interface TypedFinding {
  readonly isMet?: boolean;
  readonly note?: string;
  readonly evidence?: readonly string[];
}

/** The findings as the command has them; a criterion that nobody answered has none. */
export function findingsOf(typed: Readonly<Record<string, TypedFinding>>): TypedFindings {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([criterion, { isMet, note = '', evidence = [] }]) =>
      isMet === undefined ? [] : [[criterion, { isMet, note, evidence: [...evidence] }]],
    ),
  );
}

/** The labels of the places of findings, under the question of each. */
export function findingLabels(
  questions: readonly { readonly id: string; readonly text: string }[],
  noteLabel: string,
  evidenceLabel: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    questions.flatMap(({ id, text }) => [
      [`/findings/${id}`, text],
      [`/findings/${id}/note`, noteLabel],
      [`/findings/${id}/evidence`, evidenceLabel],
    ]),
  );
}

/** One question for each criterion: J or N, what was found, and on which documents it rests. */
export function AssessFields(props: {
  readonly form: Pick<CommandForm<unknown>, 'labels' | 'errorAt'>;
  readonly questions: readonly { readonly id: string; readonly text: string; readonly help?: string }[];
  /** On a card with much else: on which documents a finding rests is asked only where something is not met. */
  readonly isBrief?: boolean;
  readonly value: Readonly<Record<string, TypedFinding>>;
  readonly onChange: (value: Readonly<Record<string, TypedFinding>>) => void;
}): ReactNode {
  const { form, questions, isBrief = false, value, onChange } = props;
  const { t } = useTranslation('caseSteps');
  const { read } = useLanguage();
  const { service, state } = useCaseAtHand();
  const documents = evidenceAtHand(service, state).map(({ id, title }) => ({
    value: id,
    label: read(title),
  }));
  return (
    <Stack gap="md">
      {questions.map(({ id, text, help }, place) => {
        const finding = value[id] ?? {};
        const pointer = `/findings/${id}`;
        const set = (part: TypedFinding): void => onChange({ ...value, [id]: { ...finding, ...part } });
        const next = questions[place + 1];
        return (
          <div key={id}>
            <YesNoInput
              pointer={pointer}
              label={text}
              description={help}
              value={finding.isMet}
              onChange={(isMet) => set({ isMet })}
              // What is not met has to be explained first.
              onAnsweredByKey={(isMet) => isMet && next !== undefined && focusField(`/findings/${next.id}`)}
              error={form.errorAt(pointer)}
            />
            {finding.isMet === false && (
              <FormLines
                form={form}
                pointer={`${pointer}/note`}
                help={t('assess.noteHelp')}
                value={finding.note ?? ''}
                onChange={(note) => set({ note })}
              />
            )}
            {(isBrief ? finding.isMet === false : finding.isMet !== undefined) && documents.length > 0 && (
              <FormChecks
                form={form}
                pointer={`${pointer}/evidence`}
                isOptional
                options={documents}
                value={finding.evidence ?? []}
                onChange={(evidence) => set({ evidence })}
              />
            )}
          </div>
        );
      })}
    </Stack>
  );
}

/** The evidence that came in, on which a finding can rest. */
function evidenceAtHand(service: PublicService, { request }: CaseState): PublicService['evidence'] {
  return service.evidence.filter(({ id }) => {
    const status = request.evidence[id]?.status;
    return status !== undefined && status !== 'missing' && status !== 'check-later';
  });
}
