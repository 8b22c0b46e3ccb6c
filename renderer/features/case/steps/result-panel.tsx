import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { YesNoInput } from '#renderer/components/fields/yes-no-input.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import type { ServiceOutcome } from '#shared/catalogue/public-service.ts';
import { pointerOf } from '#shared/kernel/issue.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormLines, FormRadios } from '../form/form-fields.tsx';
import { isWrong, required } from '../form/read-typed.ts';
import { type CommandForm, useCommandForm } from '../form/use-command-form.ts';
import {
  HandedOutFields,
  type HandedOutValues,
  handedOutNow,
  handedOutOf,
  useHandedOutLabels,
} from './handed-out-fields.tsx';
import type { StepPanelProps } from './step-panel-props.ts';

interface DocumentValues {
  readonly title: string;
  readonly number: string;
}

interface ResultValues extends HandedOutValues {
  readonly outcome: string;
  readonly what: string;
  readonly documents: readonly DocumentValues[];
  readonly isHandedOut: boolean | undefined;
}

type RecordedResult = Extract<CaseCommand, { readonly kind: 'record-result' }>;

/** What a result can be: refusing, forwarding and withdrawing are no results (CL43). */
const RESULTS: ReadonlySet<ServiceOutcome['kind']> = new Set(['granted', 'partly-granted', 'unmet']);

/** Exactly one outcome, what came of it, and to whom it was handed out (requirement R55). */
export function ResultPanel({ title, instruction, more }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { read } = useLanguage();
  const { service, today } = useCaseAtHand();
  const outcomes = service.outcomes.filter(({ kind }) => RESULTS.has(kind));
  const form = useCommandForm<ResultValues>({
    name: 'record-result',
    initial: { outcome: '', what: '', documents: [], isHandedOut: undefined, ...handedOutNow(today) },
    commandOf: (values) => {
      const { outcome, what, documents, isHandedOut } = values;
      if (outcome === '') return required('outcome');
      const isUnmet = outcomes.find(({ id }) => id === outcome)?.kind === 'unmet';
      if (isHandedOut === undefined && !isUnmet) return required('handedOut');
      const result: RecordedResult = { kind: 'record-result', outcome, what, documents: [...documents] };
      if (isHandedOut !== true) return result;
      const handedOut = handedOutOf(values);
      return isWrong(handedOut) ? handedOut : { ...result, handedOut };
    },
    labels: {
      '/outcome': t('result.outcome'),
      '/what': t('result.what'),
      '/documents': t('result.documents'),
      '/handedOut': t('result.isHandedOut'),
      ...useHandedOutLabels(),
    },
  });
  const { values, set } = form;
  const choose = (outcome: string): void => {
    const output = outcomes.find(({ id }) => id === outcome)?.output;
    const isDrafted = values.what === '' || outcomes.some((one) => read(one.output) === values.what);
    set({ outcome, ...(isDrafted && output !== undefined ? { what: read(output) } : {}) });
  };
  return (
    <CommandFormPanel title={title} instruction={instruction} form={form} more={more}>
      <FormRadios
        form={form}
        pointer="/outcome"
        options={outcomes.map(({ id, title: name }) => ({ value: id, label: read(name) }))}
        value={values.outcome}
        onChange={choose}
      />
      <FormLines form={form} pointer="/what" value={values.what} onChange={(what) => set({ what })} />
      <DocumentFields form={form} />
      <YesNoInput
        pointer="/handedOut"
        label={form.labels['/handedOut'] ?? ''}
        value={values.isHandedOut}
        onChange={(isHandedOut) => set({ isHandedOut })}
        error={form.errorAt('/handedOut')}
      />
      {values.isHandedOut === true && <HandedOutFields form={form} values={values} set={set} />}
    </CommandFormPanel>
  );
}

/** Documents that came of the case, by title and number. */
function DocumentFields({ form }: { readonly form: CommandForm<ResultValues> }): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { documents } = form.values;
  const set = (place: number, part: Partial<DocumentValues>): void =>
    form.set({ documents: documents.map((one, at) => (at === place ? { ...one, ...part } : one)) });
  const field = (place: number, name: 'title' | 'number') => {
    const pointer = pointerOf(['documents', place, name]);
    return {
      id: fieldId(pointer),
      label: t(`result.document.${name}`, { n: place + 1 }),
      value: documents[place]?.[name] ?? '',
      error: form.errorAt(pointer),
    };
  };
  return (
    <Stack gap="xs">
      {documents.map((_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name, and its text is being typed.
        <Group key={place} gap="sm" align="start">
          <TextInput
            {...field(place, 'title')}
            onChange={(event) => set(place, { title: event.currentTarget.value })}
            style={{ flex: 1 }}
          />
          <TextInput
            {...field(place, 'number')}
            onChange={(event) => set(place, { number: event.currentTarget.value })}
          />
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => form.set({ documents: [...documents, { title: '', number: '' }] })}
        >
          {t('result.addDocument')}
        </Button>
      </Group>
    </Stack>
  );
}
