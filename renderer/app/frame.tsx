import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { useSignOut } from '#renderer/context/use-sign-out.ts';
import { useWorkplace } from '#renderer/context/workplace.ts';
import { StatusBar } from '#renderer/features/status-bar/status-bar.tsx';
import { hasOversight, isAdministering, isProvider } from '#shared/protocol/grants.ts';
import { Banners } from './banners.tsx';

/** A name, the same in every language. */
const PROGRAM_NAME = 'Klātiene';

/** The window around every screen: where one is, the sections with their numbers, and the status bar. */
export function Frame(): ReactNode {
  const { t } = useTranslation('frame');
  const { read } = useLanguage();
  const { session } = useApp();
  const signOut = useSignOut();
  const workplace = useWorkplace();
  const navigate = useNavigate();
  const grants = session?.person.grants ?? [];
  const isAtDesk = isProvider(grants);
  const watches = hasOversight(grants) || isAdministering(grants);
  const register = (): void => {
    if (isAtDesk) void navigate({ to: '/register/$draftId', params: { draftId: crypto.randomUUID() } });
  };
  useKeys({
    'Alt+2': () => isAtDesk && void navigate({ to: '/requests' }),
    'Alt+5': () => watches && void navigate({ to: '/overview' }),
    'Alt+8': () => void navigate({ to: '/settings' }),
    F2: register,
    'Alt+R': register,
  });
  return (
    <div className="k-frame">
      <a className="k-skip" href="#main">
        {t('skip')}
      </a>
      <header className="k-head">
        <Group gap="md">
          <Text fw={700}>{PROGRAM_NAME}</Text>
          <Text>{workplace === undefined ? '' : read(workplace.office.name)}</Text>
        </Group>
        <Group gap="md">
          <Text>{session?.person.name}</Text>
          <Button size="compact-md" variant="default" onClick={signOut}>
            {t('signIn:signOut')}
          </Button>
        </Group>
      </header>
      <nav className="k-nav" aria-label={t('sections')}>
        <Stack gap={4}>
          {isAtDesk && <Section to="/requests" number="2" title={t('requests')} />}
          {watches && <Section to="/overview" number="5" title={t('overview')} />}
          <Section to="/settings" number="8" title={t('settings')} />
        </Stack>
      </nav>
      <main id="main" className="k-main" tabIndex={-1}>
        <Banners />
        <Outlet />
      </main>
      <StatusBar />
    </div>
  );
}

function Section(props: {
  readonly to: '/requests' | '/overview' | '/settings';
  readonly number: string;
  readonly title: string;
}): ReactNode {
  return (
    <Anchor
      component={Link}
      to={props.to}
      className="k-nav-link"
      underline="never"
      aria-keyshortcuts={`Alt+${props.number}`}
    >
      <span aria-hidden="true">{props.number} </span>
      {props.title}
    </Anchor>
  );
}

/** What a window shows that may not write, because another one of this computer does. */
export function HeldElsewhere(): ReactNode {
  const { t } = useTranslation('frame');
  const { bridge } = useApp();
  return (
    <main className="k-door">
      <Notice tone="soon" title={t('heldElsewhere.title')}>
        <Stack align="flex-start">
          {t('heldElsewhere.help')}
          <Button onClick={() => void bridge.takeOverJournal().then(() => location.reload())}>
            {t('heldElsewhere.takeOver')}
          </Button>
        </Stack>
      </Notice>
    </main>
  );
}
