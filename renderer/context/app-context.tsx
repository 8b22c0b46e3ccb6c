import * as Comlink from 'comlink';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { CounterStatus, ReferenceData, Session } from '#renderer/counter/counter-api.ts';
import type { RemoteCounter } from '#renderer/counter/watchable.ts';
import type { Bridge, PlatformDescription } from '#shared/bridge/bridge.ts';
import type { SettingsChange, SettingsReading } from '#shared/bridge/settings.ts';
import { forgetSession, keepSession } from './kept-session.ts';

/** What every screen can reach: the shell, the counter, who is at the desk, and what the counter says of itself. */
export interface AppParts {
  readonly bridge: Bridge<MessagePort>;
  readonly platform: PlatformDescription;
  readonly centreOrigin: string;
  readonly counter: RemoteCounter;
  readonly status: CounterStatus;
  readonly session: Session | null;
  readonly signedIn: (session: Session) => void;
  readonly signOut: () => void;
  /** What the counter works by; undefined until the device is enrolled. */
  readonly reference: ReferenceData | undefined;
  readonly settings: SettingsReading;
  readonly changeSettings: (change: SettingsChange) => Promise<void>;
  readonly acknowledgeSetAside: () => Promise<void>;
}

const AppContext = createContext<AppParts | undefined>(undefined);

/** The parts of the application; a defect outside of `AppProvider`. */
export function useApp(): AppParts {
  const parts = use(AppContext);
  if (parts === undefined) throw new Error('outside of the application');
  return parts;
}

interface AppProviderProps {
  readonly bridge: Bridge<MessagePort>;
  readonly platform: PlatformDescription;
  readonly centreOrigin: string;
  readonly counter: RemoteCounter;
  readonly firstStatus: CounterStatus;
  readonly firstSession: Session | null;
  readonly firstSettings: SettingsReading;
  readonly children: ReactNode;
}

/** Keeps the counter's status, the session and the settings for all screens. */
export function AppProvider(props: AppProviderProps): ReactNode {
  const { bridge, platform, centreOrigin, counter } = props;
  const [status, setStatus] = useState(props.firstStatus);
  const [session, setSession] = useState(props.firstSession);
  const [settings, setSettings] = useState(props.firstSettings);
  const [reference, setReference] = useState<ReferenceData>();

  useEffect(() => {
    const ended = counter.watchStatus(Comlink.proxy(setStatus));
    return () => void ended.then((end) => end());
  }, [counter]);

  // The status names the device anew whenever other versions came into force.
  const { device } = status;
  useEffect(() => {
    if (device !== null) void counter.readReference().then(setReference);
  }, [counter, device]);

  const signedIn = useCallback((next: Session) => {
    keepSession(next);
    setSession(next);
  }, []);
  const signOut = useCallback(() => {
    forgetSession();
    setSession(null);
    void counter.signOut();
  }, [counter]);
  const changeSettings = useCallback(
    async (change: SettingsChange) => setSettings(await bridge.changeSettings(change)),
    [bridge],
  );
  const acknowledgeSetAside = useCallback(async () => {
    await bridge.acknowledgeSetAside(null);
    setSettings(await bridge.readSettings(null));
  }, [bridge]);

  const parts = useMemo<AppParts>(
    () => ({
      bridge,
      platform,
      centreOrigin,
      counter,
      status,
      session,
      signedIn,
      signOut,
      reference,
      settings,
      changeSettings,
      acknowledgeSetAside,
    }),
    [
      bridge,
      platform,
      centreOrigin,
      counter,
      status,
      session,
      signedIn,
      signOut,
      reference,
      settings,
      changeSettings,
      acknowledgeSetAside,
    ],
  );
  return <AppContext value={parts}>{props.children}</AppContext>;
}
