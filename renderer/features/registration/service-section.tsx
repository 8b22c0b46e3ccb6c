import { Group, SimpleGrid, Text, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { ChoiceInput } from '#renderer/components/fields/choice-input.tsx';
import { optionalLabel } from '#renderer/components/fields/optional-label.ts';
import { Section } from '#renderer/components/section.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import { ProcedureButton } from './form-prints.tsx';
import { withService } from './kept-draft.ts';
import { useRequestForm } from './request-form.ts';
import { ServiceFinder } from './service-finder.tsx';

/** Section 1: which service, what the person wants to achieve, and by which channel it came. */
export function ServiceSection(props: {
  readonly offered: readonly PublicService[];
  readonly autoFocus: boolean;
}): ReactNode {
  const { offered, autoFocus } = props;
  const { t } = useTranslation('registration');
  const { read } = useLanguage();
  const { catalogue, draft, change, service, errorAt } = useRequestForm();
  return (
    <Section title={t('section.service')}>
      <ServiceFinder
        offered={offered}
        chosen={service}
        onChoose={(chosen) => {
          if (chosen.id !== draft.service) change(withService(draft, chosen));
        }}
        error={errorAt('/service')}
        autoFocus={autoFocus}
      />
      {service !== undefined && (
        <Group justify="space-between">
          <Text c="dimmed">{read(service.summary)}</Text>
          <ProcedureButton service={service} />
        </Group>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Textarea
          id={fieldId('/need')}
          label={optionalLabel(t('need'), t)}
          description={t('needHelp')}
          autosize
          minRows={1}
          maxRows={6}
          value={draft.need ?? ''}
          onChange={(event) => change({ need: event.currentTarget.value })}
          error={errorAt('/need')}
        />
        <ChoiceInput
          pointer="/channel"
          label={t('channel')}
          description={t('channelHelp')}
          options={catalogue.channels.map((channel) => ({ value: channel.id, label: read(channel.title) }))}
          value={draft.channel ?? ''}
          onChange={(channel) => change({ channel })}
          error={errorAt('/channel')}
          isRequired
        />
      </SimpleGrid>
    </Section>
  );
}
