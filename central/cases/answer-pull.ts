import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import {
  officeSpace,
  PULL_LIMIT,
  type PullAnswer,
  type PullRequest,
  replicaSpace,
} from '#shared/protocol/pull.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import type { CasePorts } from './case-ports.ts';

/**
 * The news for one replica since its cursors, all from one snapshot (`docs/sync-protocol.md`, PR20 to PR25). A device sees
 * its own office and its own verdicts, whatever it asks for.
 */
export async function answerPull(
  ports: CasePorts,
  office: OfficeId,
  request: PullRequest,
): Promise<PullAnswer> {
  const cases = officeSpace(office);
  const own = replicaSpace(request.replica);
  const reference = await ports.references.currentVersions();
  return ports.store.snapshot(async (snapshot) => {
    const epoch = await snapshot.readEpoch();
    const isSameLife = request.epoch === null || request.epoch === epoch;
    const cursorOf = (space: typeof cases): number => (isSameLife ? (request.cursors[space] ?? 0) : 0);
    const limit = Math.min(request.limit, PULL_LIMIT);
    const page = await snapshot.readFeed(cases, cursorOf(cases), limit);
    const verdicts = await snapshot.readVerdicts(request.replica, cursorOf(own), limit);
    const rewound = cursorOf(cases) > page.head || cursorOf(own) > verdicts.head;
    return {
      protocol: PROTOCOL_VERSION,
      epoch,
      rewound,
      spaces: [
        { space: cases, cursor: page.cursor, more: page.more, changes: [...page.changes] },
        { space: own, cursor: verdicts.cursor, more: verdicts.more, changes: [] },
      ],
      verdicts: [...verdicts.verdicts],
      reference,
      serverAt: ports.clock.now(),
    };
  });
}
