import { Button, Group, Stack, Text } from '@mantine/core';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { PROGRAM_NAME } from '#renderer/components/program-name.ts';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useRegionKeys } from '#renderer/components/use-region-keys.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { useSignOut } from '#renderer/context/use-sign-out.ts';
import { useWorkplace } from '#renderer/context/workplace.ts';
import { WHOLE_OVERVIEW } from '#renderer/features/oversight/oversight-search.ts';
import { WHOLE_QUEUE } from '#renderer/features/queue/queue-search.ts';
import { StatusBar } from '#renderer/features/status-bar/status-bar.tsx';
import { hasOversight, isAdministering, isProvider, mayServe } from '#shared/protocol/grants.ts';
import { Banners } from './banners.tsx';

/** The window around every screen: where one is, the sections with their numbers, and the status bar. */
export function Frame(): ReactNode {
  const { t } = useTranslation('frame');
  const { read } = useLanguage();
  const { session, status } = useApp();
  // Only a counter has anything to send.
  const sends = status.device !== null;
  const signOut = useSignOut();
  const workplace = useWorkplace();
  const navigate = useNavigate();
  const grants = session?.person.grants ?? [];
  const isAtDesk = isProvider(grants);
  // Who manages services works with the requests of a counter, and registers none.
  const hasRequests = isAtDesk || (workplace !== undefined && mayServe(grants));
  const watches = hasOversight(grants) || isAdministering(grants);
  const register = (): void => {
    if (isAtDesk) void navigate({ to: '/register/$draftId', params: { draftId: crypto.randomUUID() } });
  };
  const consult = (): void => {
    if (isAtDesk && workplace !== undefined) void navigate({ to: '/consultation' });
  };
  useRegionKeys();
  useKeys({
    'Alt+2': () => hasRequests && void navigate({ to: '/requests', search: WHOLE_QUEUE }),
    'Alt+4': () => sends && void navigate({ to: '/outbox' }),
    'Alt+5': () => watches && void navigate({ to: '/overview', search: WHOLE_OVERVIEW }),
    'Alt+8': () => void navigate({ to: '/settings' }),
    F2: register,
    F4: consult,
    'Alt+K': consult,
    'Alt+R': register,
  });
  return (
    <div className="k-frame">
      <a className="k-skip" href="#main">
        {t('skip')}
      </a>
      <header className="k-head">
        <Group gap="md">
          <Text size="sm" fw={700}>
            {PROGRAM_NAME}
          </Text>
          <Text size="sm">{workplace === undefined ? '' : read(workplace.office.name)}</Text>
        </Group>
        <Group gap="md">
          <Text size="sm">{session?.person.name}</Text>
          <Button size="compact-sm" variant="default" onClick={signOut}>
            {t('signIn:signOut')}
          </Button>
        </Group>
      </header>
      <nav className="k-nav" aria-label={t('sections')}>
        <Stack gap={4} className="k-nav-links">
          {hasRequests && (
            <Link to="/requests" search={WHOLE_QUEUE} {...SECTION} aria-keyshortcuts="Alt+2">
              <SectionName number="2" title={t('requests')} />
            </Link>
          )}
          {sends && (
            <Link to="/outbox" {...SECTION} aria-keyshortcuts="Alt+4">
              <SectionName number="4" title={t('sending')} />
            </Link>
          )}
          {watches && (
            <Link to="/overview" search={WHOLE_OVERVIEW} {...SECTION} aria-keyshortcuts="Alt+5">
              <SectionName number="5" title={t('overview')} />
            </Link>
          )}
          <Link to="/settings" {...SECTION} aria-keyshortcuts="Alt+8">
            <SectionName number="8" title={t('settings')} />
          </Link>
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

/** A section is the present one whatever is looked at in it. */
const SECTION = { className: 'k-nav-link', activeOptions: { includeSearch: false } } as const;

function SectionName(props: { readonly number: string; readonly title: string }): ReactNode {
  return (
    <>
      <span aria-hidden="true">{props.number} </span>
      {props.title}
    </>
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
