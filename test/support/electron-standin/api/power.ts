import { EventEmitter } from 'node:events';

/** Electron's `powerMonitor`. Nothing ever happens by itself; a test emits `lock-screen` or `suspend`. */
class PowerMonitor extends EventEmitter {
  getSystemIdleTime(): number {
    return 0;
  }
}

export const powerMonitor = new PowerMonitor();

const activeBlockers = new Set<number>();
let lastBlocker = 0;

/** Electron's `powerSaveBlocker`, as bookkeeping only. */
export const powerSaveBlocker = {
  start(): number {
    lastBlocker += 1;
    activeBlockers.add(lastBlocker);
    return lastBlocker;
  },
  stop: (id: number): boolean => activeBlockers.delete(id),
  isStarted: (id: number): boolean => activeBlockers.has(id),
};
