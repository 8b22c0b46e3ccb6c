import {
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
  Outlet,
  type RouterHistory,
  retainSearchParams,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#renderer/components/notice.tsx';
import { PageHeading } from '#renderer/components/page-heading.tsx';
import { useApp } from '#renderer/context/app-context.tsx';
import { CaseScreen } from '#renderer/features/case/case-screen.tsx';
import { ConflictScreen } from '#renderer/features/conflicts/conflict-screen.tsx';
import { ConsultationScreen } from '#renderer/features/consultation/consultation-screen.tsx';
import { EnrolmentScreen } from '#renderer/features/enrolment/enrolment-screen.tsx';
import { UnlockScreen } from '#renderer/features/keys/unlock-screen.tsx';
import { OutboxScreen } from '#renderer/features/outbox/outbox-screen.tsx';
import { OversightCaseScreen } from '#renderer/features/oversight/oversight-case-screen.tsx';
import { OversightConflictScreen } from '#renderer/features/oversight/oversight-conflict-screen.tsx';
import { OversightSearch, WHOLE_OVERVIEW } from '#renderer/features/oversight/oversight-search.ts';
import { OverviewScreen } from '#renderer/features/oversight/overview-screen.tsx';
import { QueueScreen } from '#renderer/features/queue/queue-screen.tsx';
import { QueueSearch, WHOLE_QUEUE } from '#renderer/features/queue/queue-search.ts';
import { RegistrationScreen } from '#renderer/features/registration/registration-screen.tsx';
import { SettingsScreen } from '#renderer/features/settings/settings-screen.tsx';
import { SignInScreen } from '#renderer/features/sign-in/sign-in-screen.tsx';
import { CaseId, OperationId } from '#shared/kernel/identifier.ts';
import {
  findDeskRole,
  hasOversight,
  isAdministering,
  isProvider,
  mayServe,
} from '#shared/protocol/grants.ts';
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
  const grants = useApp().session?.person.grants ?? [];
  if (isProvider(grants)) return <Navigate to="/requests" search={WHOLE_QUEUE} replace />;
  const watches = hasOversight(grants) || isAdministering(grants);
  return watches ? (
    <Navigate to="/overview" search={WHOLE_OVERVIEW} replace />
  ) : (
    <Navigate to="/settings" replace />
  );
}

/**
 * What a provider does at this computer: it must be a counter, this window must hold the journal. The address of every
 * screen here keeps which queue it was opened from, so that leaving it leads back there.
 */
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  component: Desk,
  validateSearch: QueueSearch,
  search: { middlewares: [retainSearchParams<QueueSearch>(keysOf(WHOLE_QUEUE))] },
});

function Desk(): ReactNode {
  const { t } = useTranslation('frame');
  const { status, session } = useApp();
  const { device } = status;
  const grants = session?.person.grants ?? [];
  // Who administers comes here to set a computer up, and everybody else to serve.
  if (!mayServe(grants) && !(isAdministering(grants) && device === null)) {
    return <Navigate to="/" replace />;
  }
  if (status.journal.kind === 'held-elsewhere') return <HeldElsewhere />;
  if (status.journal.kind === 'opening') return null;
  if (status.journal.kind === 'locked') return <UnlockScreen cause={status.journal.cause} />;
  if (device === null && !isProvider(grants) && !isAdministering(grants)) return <Navigate to="/" replace />;
  if (device === null) return <EnrolmentScreen />;
  if (findDeskRole(grants, device.office) === undefined) {
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

const conflict = createRoute({
  getParentRoute: () => desk,
  path: '/requests/$caseId/conflict/$opId',
  component: function Conflict(): ReactNode {
    const params = conflict.useParams();
    const [caseId, opId] = [CaseId.safeParse(params.caseId), OperationId.safeParse(params.opId)];
    return caseId.success && opId.success ? (
      <ConflictScreen key={opId.data} caseId={caseId.data} opId={opId.data} />
    ) : (
      <Navigate to="/requests" />
    );
  },
});

const consultation = createRoute({
  getParentRoute: () => desk,
  path: '/consultation',
  component: ConsultationScreen,
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
const watch = createRoute({
  getParentRoute: () => root,
  id: 'watch',
  component: Watch,
  validateSearch: OversightSearch,
  search: { middlewares: [retainSearchParams<OversightSearch>(keysOf(WHOLE_OVERVIEW))] },
});

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

const outbox = createRoute({ getParentRoute: () => root, path: '/outbox', component: OutboxScreen });

const overviewConflict = createRoute({
  getParentRoute: () => watch,
  path: '/overview/conflict/$opId',
  component: function OverviewConflict(): ReactNode {
    const opId = OperationId.safeParse(overviewConflict.useParams().opId);
    return opId.success ? (
      <OversightConflictScreen key={opId.data} operation={opId.data} />
    ) : (
      <Navigate to="/overview" />
    );
  },
});

const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: SettingsScreen });

const tree = root.addChildren([
  home,
  desk.addChildren([requests, request, conflict, consultation, register]),
  watch.addChildren([overview, overviewCase, overviewConflict]),
  outbox,
  settings,
]);

function keysOf<Search extends object>(search: Search): (keyof Search)[] {
  return Object.keys(search) as (keyof Search)[];
}

/** The screens and their addresses. No address holds personal data. */
export function makeRouter(history: RouterHistory) {
  return createRouter({ routeTree: tree, history, defaultPendingMinMs: 0 });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
