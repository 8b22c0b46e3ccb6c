import { Button, Group, Paper, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { useApp } from '#renderer/context/app-context.tsx';
import type { OpenOutcome } from '#renderer/counter/counter-api.ts';
import type { LockedCause } from '#renderer/counter/key-door.ts';
import { LEAST_KEY_PASSWORD_CHARACTERS } from '#renderer/counter/person-secrets.ts';

/** What is sealed on this computer does not open with the password of the person at the desk (KE16, KE17). */
export function UnlockScreen(props: { readonly cause: LockedCause }): ReactNode {
  const { t } = useTranslation('keys');
  if (props.cause === 'password-too-short') {
    return (
      <Notice tone="refused" announce="now" title={t('tooShort.title')}>
        {t('tooShort.help', { n: LEAST_KEY_PASSWORD_CHARACTERS })}
      </Notice>
    );
  }
  return (
    <Paper withBorder p="xl" w="100%" maw={560}>
      <Stack gap="md">
        <PageHeading>{t('title')}</PageHeading>
        <Text>{t(props.cause === 'other-password' ? 'why.otherPassword' : 'why.waits')}</Text>
        <Text>{t('safe')}</Text>
        <Text>{t('how')}</Text>
        <UnlockForm />
      </Stack>
    </Paper>
  );
}

function UnlockForm(): ReactNode {
  const { t } = useTranslation('keys');
  const { counter, session } = useApp();
  const [login, setLogin] = useState(session?.person.login ?? '');
  const [password, setPassword] = useState('');
  const [outcome, setOutcome] = useState<OpenOutcome>();
  const [isAsking, setAsking] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isAsking || login.trim() === '' || password === '') return;
    setAsking(true);
    setOutcome(await counter.openWith(login, password).finally(() => setAsking(false)));
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        {outcome !== undefined && outcome.outcome !== 'opened' && (
          <Notice tone="refused" announce="now" title={t(`outcome.${outcome.outcome}.title`)}>
            {t(`outcome.${outcome.outcome}.help`, { n: outcome.outcome === 'wait' ? outcome.seconds : 0 })}
          </Notice>
        )}
        <TextInput
          label={t('signIn:login')}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          autoComplete="username"
          required
          withAsterisk={false}
        />
        <PasswordInput
          label={t('password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          autoFocus
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn:showPassword'), tabIndex: 0 }}
        />
        <Group>
          <Button type="submit" loading={isAsking} size="md">
            {t('open')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
