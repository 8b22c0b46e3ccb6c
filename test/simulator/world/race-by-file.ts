import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { PUSH_LIMITS } from '#shared/protocol/push.ts';
import type { SeededRandom } from '#test/support/seeded-random.ts';
import { entriesHeld } from '../counter/operation-survey.ts';
import type { SimCounter } from '../counter/sim-counter.ts';
import type { SimWorld } from './sim-world.ts';

/** What a counter's journal holds arrives at the centre by another way than its line, perhaps twice, while that works too. */
export async function raceByFile(
  { kernel, faults, centre }: SimWorld,
  counter: SimCounter,
  random: SeededRandom,
): Promise<void> {
  const entries = entriesHeld(counter.profile.disk).slice(-PUSH_LIMITS.operations);
  const device = counter.status?.device;
  const token = counter.deviceToken();
  if (device === undefined || device === null || token === undefined || entries.length === 0) return;
  const body = {
    protocol: PROTOCOL_VERSION,
    replica: device.replica,
    report: {
      unsent: 0,
      oldestUnsentAt: null,
      needsAttention: 0,
      storage: 'full',
      clockOffsetMilliseconds: null,
      program: 'by file',
    },
    operations: entries,
  };
  for (let times = random.between(1, 2); times > 0; times -= 1) {
    await kernel.sleep(random.between(0, 60_000), 'by file');
    faults.happened('file-raced');
    const request = { method: 'POST', path: '/api/sync/push', token, body } as const;
    kernel.spawn(() => centre.answer(request).catch(() => undefined), 'by file');
  }
}
