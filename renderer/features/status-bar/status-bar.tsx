import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAge, formatTime } from '#renderer/components/format.ts';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useLanguage } from '#renderer/components/use-language.ts';
import { useNow } from '#renderer/components/use-now.ts';
import { useApp } from '#renderer/context/app-context.tsx';
import { useWorkplace } from '#renderer/context/workplace.ts';
import { readStatus } from './read-status.ts';

/** Always visible, every fact in words; a segment is a button that leads to its explanation (chapter 2.2). */
export function StatusBar(): ReactNode {
  const { status } = useApp();
  return status.device === null ? <OnlineBar /> : <CounterBar />;
}

/** For those who work online at the centre: nothing is kept here, so there is nothing to say about sending. */
function OnlineBar(): ReactNode {
  const { t } = useTranslation('statusBar');
  const { session } = useApp();
  return (
    <section className="k-status" aria-label={t('label')}>
      <span>{t('worksOnline')}</span>
      <span>{session?.person.name}</span>
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
  const unsent =
    facts.unsent === 0
      ? t('allSent')
      : t('unsent', {
          count: facts.unsent,
          n: facts.unsent,
          age: facts.oldestUnsentAt === null ? '' : formatAge(facts.oldestUnsentAt, now, t),
        });
  return (
    <section className="k-status" aria-label={t('label')}>
      <button ref={first} type="button" onClick={() => void counter.syncNow()} title={t('syncNow')}>
        <span aria-hidden="true">{facts.network === 'online' ? '●' : '◐'}</span>{' '}
        {t(`network.${facts.network}`)}
      </button>
      <button
        type="button"
        onClick={() => void navigate({ to: '/requests', search: { sync: 'saved-here' } })}
        data-testid="unsent"
      >
        {unsent}
      </button>
      <button type="button" onClick={() => void counter.syncNow()} title={t('syncNow')}>
        {facts.exchangedAt === null
          ? t('noExchange')
          : t('exchange', { time: formatTime(facts.exchangedAt) })}
        {facts.clockOffMinutes !== 0 && ` · ${t('clock', { n: facts.clockOffMinutes })}`}
      </button>
      <button type="button" onClick={() => void navigate({ to: '/settings' })}>
        {t(`storage.${facts.storage}`)}
      </button>
      <button type="button" onClick={() => void navigate({ to: '/settings' })}>
        {session?.person.name}
        {workplace !== undefined && ` · ${read(workplace.office.name)}`}
        {status.device?.counter != null && ` · ${status.device.counter}`}
      </button>
    </section>
  );
}
