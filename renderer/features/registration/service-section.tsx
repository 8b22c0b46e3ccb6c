import { Select, SimpleGrid, Text, Textarea } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId } from '#renderer/components/field-id.ts';
import { ChoiceInput } from '#renderer/components/fields/choice-input.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import { rankServices } from '#shared/catalogue/search-services.ts';
import { withService } from './kept-draft.ts';
import { useRequestForm } from './request-form.ts';
import { Section } from './section.tsx';

/** Section 1: which service, what the person wants to achieve, and by which channel it came. */
export function ServiceSection(props: {
  readonly offered: readonly PublicService[];
  readonly autoFocus: boolean;
}): ReactNode {
  const { offered, autoFocus } = props;
  const { t } = useTranslation('registration');
  const { language, read } = useLanguage();
  const { catalogue, draft, change, service, errorAt } = useRequestForm();
  const options = useMemo(
    () => offered.map((each) => ({ value: each.id, label: `${each.code} ${read(each.title)}` })),
    [offered, read],
  );
  const choose = (id: string | null): void => {
    const chosen = id === null ? undefined : findService(catalogue, id);
    if (chosen !== undefined && chosen.id !== draft.service) change(withService(draft, chosen));
  };
  return (
    <Section title={t('section.service')}>
      <Select
        id={fieldId('/service')}
        label={t('service')}
        placeholder={t('findService')}
        data={options}
        value={draft.service ?? null}
        onChange={choose}
        searchable
        autoFocus={autoFocus}
        aria-required
        allowDeselect={false}
        nothingFoundMessage={t('noSuchService')}
        error={errorAt('/service')}
        filter={({ options: all, search }) => {
          const ranked = rankServices(offered, search, language);
          const chosen = service === undefined ? '' : `${service.code} ${read(service.title)}`;
          if (search.trim() === '' || search === chosen) return all;
          return ranked.flatMap(
            (each) => all.find((option) => 'value' in option && option.value === each.id) ?? [],
          );
        }}
        openOnFocus={false}
        selectFirstOptionOnChange
        withScrollArea={false}
        styles={{ options: { maxHeight: '18rem', overflowY: 'auto' } }}
      />
      {service !== undefined && <Text c="dimmed">{read(service.summary)}</Text>}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Textarea
          id={fieldId('/need')}
          label={t('common:optionalLabel', { label: t('need') })}
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
