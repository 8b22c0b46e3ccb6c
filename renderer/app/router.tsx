import {
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
  Outlet,
  type RouterHistory,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Notice } from '#renderer/components/notice.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { useApp } from '#renderer/context/app-context.tsx';
import { CaseScreen } from '#renderer/features/case/case-screen.tsx';
import { EnrolmentScreen } from '#renderer/features/enrolment/enrolment-screen.tsx';
import { OversightCaseScreen } from '#renderer/features/oversight/oversight-case-screen.tsx';
import { OverviewScreen } from '#renderer/features/oversight/overview-screen.tsx';
import { QueueScreen } from '#renderer/features/queue/queue-screen.tsx';
import { RegistrationScreen } from '#renderer/features/registration/registration-screen.tsx';
import { SettingsScreen } from '#renderer/features/settings/settings-screen.tsx';
import { SignInScreen } from '#renderer/features/sign-in/sign-in-screen.tsx';
import { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import { findProviderRole, hasOversight, isAdministering, isProvider } from '#shared/protocol/grants.ts';
import { Banners } from './banners.tsx';
import { Frame, HeldElsewhere } from './frame.tsx';

const root = createRootRoute({ component: Door, notFoundComponent: () => <Navigate to="/" replace /> });

/** Nobody gets past the door without signing in; what was open stays in the address. */
function Door(): ReactNode {
  const { session } = useApp();
  return session === null ? (
    <>
      <Banners />
      <SignInScreen />
    </>
  ) : (
    <Frame />
  );
}

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });

function Home(): ReactNode {
  const { session } = useApp();
  return <Navigate to={isProvider(session?.person.grants ?? []) ? '/requests' : '/overview'} replace />;
}

/** What a provider does at this computer: it must be a counter, this window must hold the journal. */
const desk = createRoute({ getParentRoute: () => root, id: 'desk', component: Desk });

function Desk(): ReactNode {
  const { t } = useTranslation('frame');
  const { status, session } = useApp();
  const { device } = status;
  if (status.journal.kind === 'held-elsewhere') return <HeldElsewhere />;
  if (status.journal.kind === 'opening') return null;
  if (device === null) return <EnrolmentScreen />;
  if (findProviderRole(session?.person.grants ?? [], device.office) === undefined) {
    return (
      <Notice tone="refused" title={t('notHere.title')}>
        {t('notHere.help')}
      </Notice>
    );
  }
  return <Outlet />;
}

const requests = createRoute({
  getParentRoute: () => desk,
  path: '/requests',
  validateSearch: z.object({
    sync: z.enum(['saved-here', 'received', 'needs-attention', 'accepted']).optional().catch(undefined),
  }),
  component: QueueScreen,
});

const request = createRoute({
  getParentRoute: () => desk,
  path: '/requests/$caseId',
  component: function Request(): ReactNode {
    const caseId = CaseId.safeParse(request.useParams().caseId);
    return caseId.success ? (
      <CaseScreen key={caseId.data} caseId={caseId.data} />
    ) : (
      <Navigate to="/requests" />
    );
  },
});

const register = createRoute({
  getParentRoute: () => desk,
  path: '/register/$draftId',
  component: function Register(): ReactNode {
    const opId = OperationId.safeParse(register.useParams().draftId);
    return opId.success ? (
      <RegistrationScreen key={opId.data} opId={opId.data} />
    ) : (
      <Navigate to="/requests" />
    );
  },
});

/** What those who watch over requests see; it needs the centre and their own session there. */
const watch = createRoute({ getParentRoute: () => root, id: 'watch', component: Watch });

function Watch(): ReactNode {
  const { t } = useTranslation('frame');
  const { session } = useApp();
  const grants = session?.person.grants ?? [];
  if (!hasOversight(grants) && !isAdministering(grants)) return <Navigate to="/" replace />;
  if (session?.token === null) {
    return (
      <>
        <PageHeading>{t('overview')}</PageHeading>
        <Notice tone="soon" title={t('needsCentre.title')}>
          {t('needsCentre.help')}
        </Notice>
      </>
    );
  }
  return <Outlet />;
}

const overview = createRoute({ getParentRoute: () => watch, path: '/overview', component: OverviewScreen });

const overviewCase = createRoute({
  getParentRoute: () => watch,
  path: '/overview/$caseId',
  component: function OverviewCase(): ReactNode {
    const caseId = CaseId.safeParse(overviewCase.useParams().caseId);
    return caseId.success ? (
      <OversightCaseScreen key={caseId.data} caseId={caseId.data} />
    ) : (
      <Navigate to="/overview" />
    );
  },
});

const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: SettingsScreen });

const tree = root.addChildren([
  home,
  desk.addChildren([requests, request, register]),
  watch.addChildren([overview, overviewCase]),
  settings,
]);

/** The screens and their addresses. No address holds personal data. */
export function makeRouter(history: RouterHistory) {
  return createRouter({ routeTree: tree, history, defaultPendingMinMs: 0 });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
