import type { Settings } from '#shared/bridge/settings.ts';

/** Below this the screens do not fit. */
export const MIN_WIDTH = 1024;
export const MIN_HEIGHT = 640;

/** A rectangle of the desktop, in its own pixels. */
interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where the window opens: as it was left, moved and shrunk as far as needed to lie within one display. `workAreas` are
 * those parts of the displays that windows may use, the primary one first. A window that was never placed, or whose
 * display is gone, opens in the middle of the primary one.
 */
export function placeWindow(remembered: Settings['window'], workAreas: readonly [Area, ...Area[]]): Area {
  const { width, height, x, y } = remembered;
  const before = x === null || y === null ? undefined : { x, y, width, height };
  const area = (before && findDisplay(before, workAreas)) ?? workAreas[0];
  const size = {
    width: Math.min(Math.max(width, MIN_WIDTH), area.width),
    height: Math.min(Math.max(height, MIN_HEIGHT), area.height),
  };
  if (before === undefined || overlapOf(before, area) === 0) {
    return {
      x: area.x + Math.floor((area.width - size.width) / 2),
      y: area.y + Math.floor((area.height - size.height) / 2),
      ...size,
    };
  }
  return {
    x: clamp(before.x, area.x, area.x + area.width - size.width),
    y: clamp(before.y, area.y, area.y + area.height - size.height),
    ...size,
  };
}

/** The display that shows most of the window. */
function findDisplay(window: Area, workAreas: readonly Area[]): Area | undefined {
  let best: Area | undefined;
  for (const area of workAreas) {
    if (overlapOf(window, area) > (best === undefined ? 0 : overlapOf(window, best))) best = area;
  }
  return best;
}

/** How many pixels of `window` lie in `area`. */
function overlapOf(window: Area, area: Area): number {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const height = Math.min(window.y + window.height, area.y + area.height) - Math.max(window.y, area.y);
  return Math.max(0, width) * Math.max(0, height);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
