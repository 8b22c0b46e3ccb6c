import { type ReactNode, useEffect } from 'react';
import { useKeys } from '#renderer/components/use-keys.ts';
import { useApp } from '#renderer/context/app-context.tsx';

const STEP_PERCENT = 10;
const [LEAST_PERCENT, MOST_PERCENT] = [80, 400];

/** The desktop window has no menu, so it enlarges and shrinks by its own keys; a browser does it by itself. */
export function ZoomFollower(): ReactNode {
  const { platform } = useApp();
  return platform.kind === 'desktop' ? <DesktopZoom /> : null;
}

function DesktopZoom(): ReactNode {
  const { settings, changeSettings } = useApp();
  const { zoomPercent } = settings.settings;
  useEffect(() => {
    document.documentElement.style.setProperty('zoom', `${zoomPercent}%`);
  }, [zoomPercent]);
  const zoomTo = (percent: number): void =>
    void changeSettings({ zoomPercent: Math.max(LEAST_PERCENT, Math.min(MOST_PERCENT, percent)) });
  const enlarge = (): void => zoomTo(zoomPercent + STEP_PERCENT);
  useKeys({
    'Ctrl++': enlarge,
    'Ctrl+=': enlarge,
    'Ctrl+-': () => zoomTo(zoomPercent - STEP_PERCENT),
    'Ctrl+0': () => zoomTo(100),
  });
  return null;
}
