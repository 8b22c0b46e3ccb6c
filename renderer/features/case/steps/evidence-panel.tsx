import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { optionalLabel } from '#renderer/components/fields/optional-label.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { openChecks } from '#shared/case/request/open-checks.ts';
import { EVIDENCE_STATUSES } from '#shared/case/request/parse-evidence.ts';
import { useCaseAtHand } from '../case-at-hand.ts';
import { CommandFormPanel } from '../form/command-form-panel.tsx';
import { FormLine, FormRadios } from '../form/form-fields.tsx';
import { useCommandForm } from '../form/use-command-form.ts';
import type { StepPanelProps } from './step-panel-props.ts';

interface TypedEvidence {
  readonly status: string;
  readonly documentNumber: string;
  readonly foreignText: string;
}

const NOTHING: TypedEvidence = { status: '', documentNumber: '', foreignText: '' };
const LOOKED_UP: ReadonlySet<string> = new Set(['checked-in-register', 'check-later']);

/** Evidence that came in: what is missing or to be looked up first, and what else the service knows. */
export function EvidencePanel({ title, instruction, more, onSaved }: StepPanelProps): ReactNode {
  const { t } = useTranslation('caseSteps');
  const { read } = useLanguage();
  const { service, state } = useCaseAtHand();
  const open = new Set([
    ...state.missing,
    ...openChecks(service.evidence, state.request.evidence).map(({ id }) => id),
  ]);
  const types = service.evidence
    .filter(({ mode }) => state.status !== 'being-evaluated' || mode === 'register-check')
    .toSorted((a, b) => Number(open.has(b.id)) - Number(open.has(a.id)));
  const form = useCommandForm<Readonly<Record<string, TypedEvidence>>>({
    name: 'receive-evidence',
    initial: {},
    commandOf: (values) => ({
      kind: 'receive-evidence',
      evidence: Object.fromEntries(
        Object.entries(values).flatMap(([id, { status, documentNumber, foreignText }]) =>
          status === '' ? [] : [[id, { status, documentNumber, ...(foreignText && { foreignText }) }]],
        ),
      ),
    }),
    labels: {
      '/evidence': t('evidence.title'),
      ...Object.fromEntries(
        types.flatMap(({ id, title: name }) => [
          [`/evidence/${id}/status`, read(name)],
          [`/evidence/${id}/documentNumber`, t('evidence.number')],
          [`/evidence/${id}/foreignText`, t('evidence.language')],
        ]),
      ),
    },
    ...(onSaved && { onSaved }),
  });
  return (
    <CommandFormPanel
      title={title}
      instruction={instruction}
      form={form}
      confirm={t('evidence.confirm')}
      more={more}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('attachments:evidenceHint')}
        </Text>
        {state.waiting?.question != null && <Text size="sm">{t('evidence.question')}</Text>}
        {types.map(({ id, mode }) => {
          const typed = form.values[id] ?? NOTHING;
          const set = (part: Partial<TypedEvidence>): void => form.set({ [id]: { ...typed, ...part } });
          const pointer = `/evidence/${id}/status`;
          const isDocument = typed.status !== '' && !LOOKED_UP.has(typed.status);
          const label = form.labels[pointer] ?? '';
          const labels = open.has(id) ? form.labels : { ...form.labels, [pointer]: optionalLabel(label, t) };
          return (
            <div key={id}>
              <FormRadios
                form={{ ...form, labels }}
                pointer={pointer}
                options={EVIDENCE_STATUSES[mode]
                  .filter((status) => status !== 'missing')
                  .map((value) => ({ value, label: t(`registration:evidence.statuses.${value}`) }))}
                value={typed.status}
                onChange={(status) => set({ status })}
              />
              {isDocument && (
                <Stack gap="xs">
                  <FormLine
                    form={form}
                    pointer={`/evidence/${id}/documentNumber`}
                    isOptional
                    value={typed.documentNumber}
                    onChange={(documentNumber) => set({ documentNumber })}
                  />
                  <FormRadios
                    form={form}
                    pointer={`/evidence/${id}/foreignText`}
                    options={[
                      { value: '', label: t('evidence.ownLanguage') },
                      { value: 'translated', label: t('registration:evidence.translated') },
                      { value: 'exception', label: t('registration:evidence.exception') },
                    ]}
                    value={typed.foreignText}
                    onChange={(foreignText) => set({ foreignText })}
                  />
                </Stack>
              )}
            </div>
          );
        })}
      </Stack>
    </CommandFormPanel>
  );
}
