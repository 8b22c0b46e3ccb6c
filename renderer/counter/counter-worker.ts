import '#shared/kernel/zod-jitless.ts';
import * as Comlink from 'comlink';
import { z } from 'zod';
import { webHttp } from '#renderer/platform/web-http.ts';
import { PASSWORD_ROUNDS, passwordHash } from '#renderer/platform/web-password.ts';
import { webClock, webHash, webKeys, webRandom, webTimers } from '#renderer/platform/web-ports.ts';
import { isStoragePersisted } from '#renderer/platform/web-storage.ts';
import { CounterDatabase } from '#renderer/store/counter-database.ts';
import { DexieRows } from '#renderer/store/dexie-rows.ts';
import { Counter } from './counter.ts';
import { watchable } from './watchable.ts';

/** What the window tells the worker through its name, before anything else. */
const Settings = z.object({
  centreOrigin: z.string(),
  guarantee: z.enum(['full', 'reduced']),
  program: z.string(),
});

const settings = Settings.parse(JSON.parse(self.name));

const counter = new Counter({
  http: webHttp(settings.centreOrigin),
  clock: webClock,
  random: webRandom,
  timers: webTimers,
  hash: webHash,
  cryptography: webKeys,
  rows: new DexieRows(new CounterDatabase('klatiene')),
  passwordHash,
  passwordRounds: PASSWORD_ROUNDS,
  guarantee: settings.guarantee,
  program: settings.program,
  isPersisted: settings.guarantee === 'full' ? undefined : isStoragePersisted,
  // Only the kind of failure: its text could hold what somebody typed.
  onDefect: (failure) => {
    self.reportError(new Error(failure instanceof Error ? failure.name : 'unknown failure'));
  },
});

self.addEventListener('online', () => counter.syncNow());

Comlink.expose(watchable(counter));
