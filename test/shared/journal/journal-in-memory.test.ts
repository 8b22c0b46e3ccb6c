import { callsOver, serveCalls } from '#shared/bridge/port-calls.ts';
import { Journal } from '#shared/journal/journal.ts';
import { JOURNAL_CALLS, journalHandlers, journalOver } from '#shared/journal/journal-calls.ts';
import { plainCipher } from '#shared/journal/plain-cipher.ts';
import { journalContract } from '#test/contracts/journal-contract.ts';
import { MemoryDisk } from '#test/support/memory-files.ts';
import { portPair } from '#test/support/port-pair.ts';
import { SeededRandom } from '#test/support/seeded-random.ts';
import { sha256 } from '#test/support/sha256.ts';

function journalOn(disk: MemoryDisk): Journal {
  return new Journal({ files: disk.open(), cipher: plainCipher, hash: sha256 });
}

journalContract('on files in memory', async () => {
  const disk = new MemoryDisk(new SeededRandom(1));
  return {
    open: async () => {
      disk.killProgram();
      return journalOn(disk);
    },
    dispose: async () => undefined,
  };
});

journalContract('over a message port [JR27]', async () => {
  const disk = new MemoryDisk(new SeededRandom(2));
  return {
    open: async () => {
      disk.killProgram();
      const [near, far] = portPair();
      serveCalls(far, JOURNAL_CALLS, journalHandlers(journalOn(disk)), (failure) =>
        failure instanceof Error ? failure.name : 'failed',
      );
      return journalOver(callsOver(near, JOURNAL_CALLS));
    },
    dispose: async () => undefined,
  };
});
