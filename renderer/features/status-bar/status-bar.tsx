import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAge, formatWhen } from '#renderer/components/format.ts';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { useCentreReach } from '#renderer/context/use-centre-reach.ts';
import { useWorkplace } from '#renderer/context/workplace.ts';
import { millisecondsOf } from '#shared/kernel/instant.ts';
import { hasOversight, isAdministering, isProvider } from '#shared/protocol/grants.ts';
import { readStatus, type StatusFacts } from './read-status.ts';

/**
 * Always visible, every fact in words; a segment is a button that leads to its explanation (chapter 2.2). Where there
 * is little room only the first part stays in sight.
 */
export function StatusBar(): ReactNode {
  const { status, session } = useApp();
  if (status.device !== null) return <CounterBar />;
  return isProvider(session?.person.grants ?? []) ? <NoCounterBar /> : <OnlineBar />;
}

/** For those who work online at the centre: nothing is kept here, so there is nothing to say about sending. */
function OnlineBar(): ReactNode {
  const { t } = useTranslation('statusBar');
  const reach = useCentreReach();
  return <PlainBar>{t(reach === 'silent' ? 'centreSilent' : 'worksOnline')}</PlainBar>;
}

/** For a window that is no counter although it should be one: why it is none. */
function NoCounterBar(): ReactNode {
  const { t } = useTranslation('statusBar');
  const { kind } = useApp().status.journal;
  switch (kind) {
    case 'opening':
      return <PlainBar>{t('storage.opening')}</PlainBar>;
    case 'held-elsewhere':
      return <PlainBar>{t('openElsewhere')}</PlainBar>;
    case 'locked':
      return <PlainBar>{t('storage.locked')}</PlainBar>;
    case 'failed':
      return <PlainBar>{t('storage.none')}</PlainBar>;
    case 'open':
      return <PlainBar>{t('notSetUp')}</PlainBar>;
  }
}

function PlainBar(props: { readonly children: string }): ReactNode {
  const { t } = useTranslation('statusBar');
  const { session } = useApp();
  return (
    <section className="k-status" aria-label={t('label')}>
      <div className="k-status-first">
        <span>{props.children}</span>
        <span>{session?.person.name}</span>
      </div>
    </section>
  );
}

function CounterBar(): ReactNode {
  const { t } = useTranslation('statusBar');
  const { read } = useLanguage();
  const { status, session, counter } = useApp();
  const navigate = useNavigate();
  const workplace = useWorkplace();
  const now = useNow(5);
  const first = useRef<HTMLButtonElement>(null);
  useKeys({ 'Alt+S': () => first.current?.focus() });
  const facts = readStatus(status, now);
  const grants = session?.person.grants ?? [];
  // The exchange of this computer may not have noticed yet what the overview has.
  const reach = useCentreReach(hasOversight(grants) || isAdministering(grants));
  const isSilent = facts.network === 'online' && reach === 'silent';
  const showOutbox = (): void => void navigate({ to: '/outbox' });
  return (
    <section className="k-status" aria-label={t('label')}>
      <div className="k-status-first">
        <button ref={first} type="button" onClick={() => void counter.syncNow()} title={t('syncNow')}>
          <span aria-hidden="true">{facts.network === 'online' && !isSilent ? '●' : '◐'}</span>{' '}
          {isSilent ? t('centreSilent') : <Network facts={facts} />}
        </button>
        <button type="button" onClick={showOutbox} data-testid="unsent">
          <Unsent facts={facts} />
        </button>
        {facts.attention !== null && facts.attention > 0 && (
          <button type="button" onClick={showOutbox} data-testid="attention">
            <span aria-hidden="true">{'▲'}</span>{' '}
            {t('attention', { count: facts.attention, n: facts.attention })}
          </button>
        )}
      </div>
      <div className="k-status-rest">
        <button type="button" onClick={() => void counter.syncNow()} title={t('syncNow')}>
          {facts.exchangedAt === null
            ? t('noExchange')
            : t('exchange', { time: formatWhen(facts.exchangedAt, now) })}
          {facts.clockOffMinutes !== 0 && ` · ${t('clock', { n: facts.clockOffMinutes })}`}
        </button>
        <button type="button" onClick={showOutbox}>
          {t(`storage.${facts.storage}`)}
        </button>
        <button type="button" onClick={() => void navigate({ to: '/settings' })}>
          {session?.person.name}
          {workplace !== undefined && ` · ${read(workplace.office.name)}`}
          {status.device?.counter != null && ` · ${status.device.counter}`}
        </button>
      </div>
    </section>
  );
}

/** From this on the bar says how long the centre has not been there. */
const LONG_MILLISECONDS = 15 * 60_000;

function Network(props: { readonly facts: StatusFacts }): ReactNode {
  const { network, networkSince } = props.facts;
  const { t } = useTranslation('statusBar');
  const now = useNow(5);
  const what = t(`network.${network}`);
  if (networkSince === null) return what;
  const isLong = millisecondsOf(now) - millisecondsOf(networkSince) > LONG_MILLISECONDS;
  return isLong ? t('networkFor', { what, age: formatAge(networkSince, now, t) }) : what;
}

function Unsent(props: { readonly facts: StatusFacts }): ReactNode {
  const { unsent, oldestUnsentAt, now } = props.facts;
  const { t } = useTranslation('statusBar');
  if (unsent === null) return t('unsentUnknown');
  if (unsent === 0) return t('allSent');
  const age = oldestUnsentAt === null ? '' : formatAge(oldestUnsentAt, now, t);
  return t('unsent', { count: unsent, n: unsent, age });
}
