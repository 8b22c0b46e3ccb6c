import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataList } from '#renderer/components/data-list.tsx';
import { formatDateTime } from '#renderer/components/format.ts';
import { Notice } from '#renderer/components/notice.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { useSignOut } from '#renderer/context/use-sign-out.ts';
import { useWorkplace } from '#renderer/context/workplace.ts';
import { LanguageChoice } from '#renderer/features/sign-in/sign-in-screen.tsx';
import { CentreOrigin, PaperKind } from '#shared/bridge/settings.ts';
import { ScanFolderChoice } from './scan-folder-choice.tsx';

/** Settings of this computer, and what it is to the centre. */
export function SettingsScreen(): ReactNode {
  const { t } = useTranslation('settings');
  const { read } = useLanguage();
  const { platform, status } = useApp();
  const signOut = useSignOut();
  const workplace = useWorkplace();
  return (
    <Stack gap="lg" maw={720}>
      <PageHeading>{t('title')}</PageHeading>
      <LanguageChoice />
      {platform.kind === 'desktop' && <CentreAddress />}
      {platform.kind === 'desktop' && <Printers />}
      <ScanFolderChoice />
      <section>
        <Title order={2} fz="1.125rem" mb="xs">
          {t('thisComputer')}
        </Title>
        <DataList
          rows={[
            { label: t('program'), value: t(`platform.${platform.kind}`, { version: platform.version }) },
            ...(status.device === null || workplace === undefined
              ? []
              : [
                  { label: t('enrolment:office'), value: read(workplace.office.name) },
                  { label: t('enrolment:counter'), value: status.device.counter ?? t('enrolment:noCounter') },
                  { label: t('station'), value: status.device.station },
                  { label: t('enrolledAt'), value: formatDateTime(status.device.enrolledAt) },
                ]),
            { label: t('storageGuarantee'), value: t(`guarantee.${status.guarantee}`) },
          ]}
        />
      </section>
      <Group>
        <Button variant="default" onClick={signOut}>
          {t('signIn:signOut')}
        </Button>
      </Group>
    </Stack>
  );
}

function CentreAddress(): ReactNode {
  const { t } = useTranslation('settings');
  const { settings, changeSettings } = useApp();
  const [address, setAddress] = useState(settings.settings.centre);
  const [isSaved, setSaved] = useState(false);
  const isRight = CentreOrigin.safeParse(address.trim()).success;
  return (
    <Stack gap="xs">
      <TextInput
        label={t('centre')}
        description={t('centreHelp')}
        value={address}
        onChange={(event) => {
          setAddress(event.currentTarget.value);
          setSaved(false);
        }}
        error={isRight ? undefined : t('centreWrong')}
      />
      {isSaved && <Notice tone="met">{t('centreSaved')}</Notice>}
      <Group>
        <Button
          variant="default"
          disabled={!isRight}
          onClick={() => void changeSettings({ centre: address.trim() }).then(() => setSaved(true))}
        >
          {t('save')}
        </Button>
      </Group>
    </Stack>
  );
}

function Printers(): ReactNode {
  const { t } = useTranslation('settings');
  const { bridge, settings, changeSettings } = useApp();
  const printers = useQuery({ queryKey: ['printers'], queryFn: () => bridge.listPrinters(null) });
  const chosen = settings.settings.printers;
  return (
    <section>
      <Title order={2} fz="1.125rem" mb="xs">
        {t('printers')}
      </Title>
      {printers.data?.length === 0 && <Text>{t('noPrinters')}</Text>}
      <Stack gap="xs">
        {PaperKind.options.map((kind) => (
          <NativeSelect
            key={kind}
            label={t(`paper.${kind}`)}
            data={[
              { value: '', label: t('systemChoice') },
              ...(printers.data ?? []).map((printer) => ({ value: printer.name, label: printer.label })),
            ]}
            value={chosen[kind] ?? ''}
            onChange={(event) => {
              const { [kind]: _former, ...others } = chosen;
              const name = event.currentTarget.value;
              void changeSettings({ printers: name === '' ? others : { ...others, [kind]: name } });
            }}
          />
        ))}
      </Stack>
    </section>
  );
}
