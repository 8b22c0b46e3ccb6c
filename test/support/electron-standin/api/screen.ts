import { EventEmitter } from 'node:events';
import { environment } from '#test/support/electron-standin/environment.ts';

const WIDTH = 1920;
const HEIGHT = 1080;
const TASK_BAR_HEIGHT = 40;

function makeDisplay(index: number) {
  const bounds = { x: index * WIDTH, y: 0, width: WIDTH, height: HEIGHT };
  const workArea = { ...bounds, height: HEIGHT - TASK_BAR_HEIGHT };
  return {
    id: index + 1,
    label: `Standin ${index + 1}`,
    internal: index === 0,
    scaleFactor: 1,
    bounds,
    size: { width: WIDTH, height: HEIGHT },
    workArea,
    workAreaSize: { width: workArea.width, height: workArea.height },
  };
}

/** Electron's `screen`: as many displays side by side as ELECTRON_STANDIN_DISPLAYS says. */
class Screen extends EventEmitter {
  getAllDisplays() {
    return Array.from({ length: environment.displayCount }, (_, index) => makeDisplay(index));
  }

  getPrimaryDisplay() {
    return makeDisplay(0);
  }
}

export const screen = new Screen();
