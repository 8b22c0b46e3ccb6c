import { Button, Group, Paper, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceInput } from '#renderer/components/fields/choice-input.tsx';
import { KeyHint } from '#renderer/components/key-hint.tsx';
import { Notice } from '#renderer/components/notice.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { useCentre } from '#renderer/context/centre.ts';
import type { EnrolOutcome } from '#renderer/counter/counter-api.ts';
import { askForPersistence } from '#renderer/platform/web-storage.ts';
import { holdsAt, isAdministering } from '#shared/protocol/grants.ts';
import type { Office } from '#shared/service-level/office.ts';

/** The choice that stands for a desk without a counter. */
const NO_COUNTER = 'none';

/** Makes this computer a counter, once (S1): which office, which counter. Needs the centre. */
export function EnrolmentScreen(): ReactNode {
  const { t } = useTranslation('enrolment');
  const { session } = useApp();
  const centre = useCentre();
  const offices = useQuery({
    queryKey: ['offices'],
    queryFn: () => centre.readOffices(),
    networkMode: 'always',
  });
  const grants = session?.person.grants ?? [];
  const own = (offices.data?.offices ?? []).filter(
    (office) =>
      isAdministering(grants) ||
      grants.some((grant) => grant.right.startsWith('provider') && holdsAt(grant, office.id)),
  );
  return (
    <main className="k-door">
      <Paper withBorder p="xl" w="100%" maw={560}>
        <Stack gap="md">
          <PageHeading>{t('title')}</PageHeading>
          <Text>{t('what')}</Text>
          {offices.isError && (
            <Notice tone="refused" announce="now" title={t('needsCentre.title')}>
              {t('needsCentre.help')}
            </Notice>
          )}
          {offices.isSuccess && own.length === 0 && (
            <Notice tone="refused" title={t('noOffice.title')}>
              {t('noOffice.help')}
            </Notice>
          )}
          {own.length > 0 && <Choice offices={own} />}
          {offices.isError && (
            <Group>
              <Button variant="default" onClick={() => void offices.refetch()}>
                {t('common:tryAgain')}
              </Button>
            </Group>
          )}
        </Stack>
      </Paper>
    </main>
  );
}

function Choice(props: { readonly offices: readonly Office[] }): ReactNode {
  const { offices } = props;
  const { t } = useTranslation('enrolment');
  const { read } = useLanguage();
  const { counter, settings, changeSettings } = useApp();
  const remembered = settings.settings.workplace;
  const [officeId, setOfficeId] = useState<string | undefined>(remembered?.office ?? offices[0]?.id);
  const [counterId, setCounterId] = useState<string | undefined>(remembered?.counter ?? undefined);
  const [outcome, setOutcome] = useState<EnrolOutcome>();
  const [isAsking, setAsking] = useState(false);
  const office = offices.find((candidate) => candidate.id === officeId);
  const enrol = async (): Promise<void> => {
    if (office === undefined || counterId === undefined || isAsking) return;
    setAsking(true);
    const place = office.counters.find((candidate) => candidate.id === counterId);
    // Asked once, when the computer becomes a counter: a browser then keeps its files also when space is short.
    await askForPersistence();
    const answer = await counter.enrol({
      office: office.id,
      officeCode: office.code,
      counter: place?.id ?? null,
    });
    if (answer.outcome === 'enrolled') {
      await changeSettings({ workplace: { office: office.id, counter: place?.id ?? null } });
    }
    setAsking(false);
    setOutcome(answer);
  };
  useKeys({ 'Ctrl+Enter': () => void enrol() });
  const missing =
    office === undefined ? 'chooseOffice' : counterId === undefined ? 'chooseCounter' : undefined;
  return (
    <>
      <ChoiceInput
        pointer="/office"
        label={t('office')}
        options={offices.map((each) => ({ value: each.id, label: read(each.name) }))}
        value={officeId ?? ''}
        onChange={(next) => {
          setOfficeId(next);
          setCounterId(undefined);
        }}
        isRequired
      />
      {office !== undefined && (
        <Radio.Group label={t('counter')} value={counterId ?? ''} onChange={setCounterId}>
          <Stack gap="xs" py={4}>
            {office.counters.map((place) => (
              <Radio key={place.id} value={place.id} label={`${place.id} ${read(place.name)}`} />
            ))}
            <Radio value={NO_COUNTER} label={t('noCounter')} />
          </Stack>
        </Radio.Group>
      )}
      {outcome?.outcome === 'failed' && (
        <Notice tone="refused" announce="now" title={t('failed.title')}>
          {t(`failed.${outcome.cause}`)}
        </Notice>
      )}
      <Stack gap={4}>
        <Button
          onClick={() => void enrol()}
          loading={isAsking}
          disabled={missing !== undefined}
          aria-describedby="enrolment-missing"
          aria-keyshortcuts="Control+Enter"
        >
          {t('start')}
          <KeyHint keys="Ctrl+Enter" />
        </Button>
        <Text id="enrolment-missing" fz="sm">
          {missing === undefined ? '' : t(missing)}
        </Text>
      </Stack>
    </>
  );
}
