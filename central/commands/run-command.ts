import { BackupFault } from '#central/backup/backup-fault.ts';
import { UnsuitableServer } from '#central/database/check-server.ts';
import { ClusterProblem } from '#central/database/cluster/cluster-problem.ts';
import { isDatabaseUnavailable } from '#central/plugins/database-unavailable.ts';
import { PortTaken } from '#central/server.ts';
import { CommandProblem, complain } from './terminal.ts';

/** Failures whose message is a sentence for the person who operates the program. */
const SENTENCES = [BackupFault, ClusterProblem, PortTaken, UnsuitableServer] as const;

/**
 * Runs a command's work and gives its exit code: 0, what the problem says, or 1. Problems that a person can put right
 * come out as their sentence alone, defects with the places in the program.
 */
export async function runCommand(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (failure) {
    if (failure instanceof CommandProblem) {
      complain(failure.message);
      return failure.exitCode;
    }
    if (SENTENCES.some((kind) => failure instanceof kind) && failure instanceof Error) {
      complain(failure.message);
      return 1;
    }
    if (isDatabaseUnavailable(failure)) {
      complain('The database cannot be reached. Look whether it runs and whether DATABASE_URL is right.');
      return 1;
    }
    complain(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
    return 1;
  }
}
