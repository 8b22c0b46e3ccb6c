import { Button, Group, Paper, PasswordInput, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { PROGRAM_NAME } from '#renderer/components/program-name.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import type { SignInOutcome } from '#renderer/counter/counter-api.ts';
import { Language } from '#shared/kernel/localized-text.ts';

/** Who is at the desk, and in which language (S2). */
export function SignInScreen(): ReactNode {
  const { t } = useTranslation('signIn');
  const { counter, signedIn, status } = useApp();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [outcome, setOutcome] = useState<SignInOutcome>();
  const [isAsking, setAsking] = useState(false);
  const [wasTried, setTried] = useState(false);
  const loginField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const isLoginMissing = login.trim() === '';
  const isPasswordMissing = password === '';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isAsking) return;
    setTried(true);
    if (isLoginMissing || isPasswordMissing) {
      setOutcome(undefined);
      (isLoginMissing ? loginField : passwordField).current?.focus();
      return;
    }
    setAsking(true);
    const answer = await counter.signIn(login, password).finally(() => setAsking(false));
    setOutcome(answer);
    if (answer.outcome === 'signed-in') signedIn(answer.session);
  };
  const unsent = status.outbox?.unsent ?? 0;
  const isLocked = status.journal.kind === 'locked' && status.journal.cause !== 'nobody-yet';
  return (
    <main className="k-door">
      <Paper withBorder p="xl" w="100%" maw={440}>
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Stack gap="md">
            <div>
              <Text fw={700} fz="xl" c="var(--k-accent)">
                {PROGRAM_NAME}
              </Text>
              <Text c="dimmed">{t('what')}</Text>
            </div>
            <PageHeading takesFocus={false}>{t('title')}</PageHeading>
            <LanguageChoice />
            {unsent > 0 && <Text role="status">{t('unsent', { count: unsent, n: unsent })}</Text>}
            {isLocked && <Text role="status">{t('locked')}</Text>}
            {outcome !== undefined && outcome.outcome !== 'signed-in' && (
              <Notice tone="refused" announce="now" title={t(`outcome.${outcome.outcome}.title`)}>
                {t(`outcome.${outcome.outcome}.help`, {
                  n: outcome.outcome === 'wait' ? outcome.seconds : 0,
                })}
              </Notice>
            )}
            <TextInput
              ref={loginField}
              label={t('login')}
              error={wasTried && isLoginMissing ? t('missing.login') : undefined}
              value={login}
              onChange={(event) => setLogin(event.currentTarget.value)}
              autoComplete="username"
              autoFocus
              required
              withAsterisk={false}
            />
            <PasswordInput
              ref={passwordField}
              label={t('password')}
              error={wasTried && isPasswordMissing ? t('missing.password') : undefined}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              autoComplete="current-password"
              required
              withAsterisk={false}
              visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }}
            />
            <Button type="submit" loading={isAsking} size="md">
              {t('signIn')}
            </Button>
          </Stack>
        </form>
      </Paper>
    </main>
  );
}

/** Latvian or English; remembered on this computer. */
export function LanguageChoice(): ReactNode {
  const { t } = useTranslation('signIn');
  const { settings, changeSettings } = useApp();
  return (
    <Radio.Group
      label={t('language')}
      value={settings.settings.language}
      onChange={(language) => void changeSettings({ language: Language.parse(language) })}
    >
      <Group gap="lg" py={4}>
        <Radio value="lv" label={t('languages.lv')} lang="lv" />
        <Radio value="en" label={t('languages.en')} lang="en" />
      </Group>
    </Radio.Group>
  );
}
