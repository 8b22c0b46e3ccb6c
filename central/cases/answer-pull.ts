import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import {
  officeSpace,
  PULL_LIMIT,
  type PullAnswer,
  type PullRequest,
  replicaSpace,
  type SpaceFill,
  type SpaceId,
} from '#shared/protocol/pull.ts';
import type { OfficeId } from '#shared/service-level/office.ts';
import type { CasePorts } from './case-ports.ts';
import type { CaseSnapshot } from './case-store.ts';

type SpaceNews = PullAnswer['spaces'][number];

/** What a device says of where it stands in a space. */
interface Standing {
  readonly cursor: number;
  readonly line: string | undefined;
  /** `undefined`: it takes no parts. */
  readonly fill: SpaceFill | 'from-the-beginning' | undefined;
}

/**
 * The news for one replica since its cursors, all from one snapshot (`docs/sync-protocol.md`, PR20 to PR25, PR60, PR61). A
 * device sees its own office and its own verdicts, whatever it asks for.
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
    const limit = Math.min(request.limit, PULL_LIMIT);
    const [inCases, inOwn] = [cases, own].map((space) => standingOf(request, space, isSameLife)) as [
      Standing,
      Standing,
    ];
    const page = await readNews(snapshot, cases, inCases, limit);
    const verdicts = await snapshot.readVerdicts(request.replica, inOwn.cursor, limit);
    const rewound =
      (await isBeyond(snapshot, cases, inCases, page.head)) ||
      (await isBeyond(snapshot, own, inOwn, verdicts.head));
    const ownLine = await snapshot.readLine(own, verdicts.cursor);
    return {
      protocol: PROTOCOL_VERSION,
      epoch,
      rewound,
      spaces: [
        page.news,
        { space: own, cursor: verdicts.cursor, line: ownLine, more: verdicts.more, changes: [] },
      ],
      verdicts: [...verdicts.verdicts],
      reference,
      serverAt: ports.clock.now(),
    };
  });
}

function standingOf(request: PullRequest, space: SpaceId, isSameLife: boolean): Standing {
  const cursor = isSameLife ? (request.cursors[space] ?? 0) : 0;
  const isFresh = cursor === 0 && request.fills !== undefined;
  const fill = isFresh ? (isSameLife && request.fills?.[space]) || 'from-the-beginning' : undefined;
  return { cursor, line: isSameLife ? request.lines?.[space] : undefined, fill };
}

/** PR25, PR60: whether the device has seen a number that this centre has not given, or has given to something else. */
async function isBeyond(
  snapshot: CaseSnapshot,
  space: SpaceId,
  { cursor, line, fill }: Standing,
  head: number,
): Promise<boolean> {
  const isFilling = typeof fill === 'object';
  const reached = isFilling ? fill.upTo : cursor;
  if (reached > head) return true;
  const told = isFilling ? (fill.line ?? undefined) : line;
  return told !== undefined && reached > 0 && (await snapshot.readLine(space, reached)) !== told;
}

async function readNews(
  snapshot: CaseSnapshot,
  space: SpaceId,
  standing: Standing,
  limit: number,
): Promise<{ readonly head: number; readonly news: SpaceNews }> {
  const { cursor, fill } = standing;
  if (fill !== undefined) return readParts(snapshot, space, fill, limit);
  const page = await snapshot.readFeed(space, cursor, limit);
  const { head, more, changes } = page;
  const line = await snapshot.readLine(space, page.cursor);
  return { head, news: { space, cursor: page.cursor, line, more, changes: [...changes] } };
}

/**
 * PR61. A case that changes between two parts gets a number beyond `upTo`: it is in no part any more, and the feed from
 * `upTo` on brings it. All others stand in the part in which they stood from the first on.
 */
async function readParts(
  snapshot: CaseSnapshot,
  space: SpaceId,
  asked: SpaceFill | 'from-the-beginning',
  limit: number,
): Promise<{ readonly head: number; readonly news: SpaceNews }> {
  let fill = asked === 'from-the-beginning' ? await beginParts(snapshot, space) : asked;
  for (;;) {
    const { part, after, upTo, line } = fill;
    const range = { isOpen: part === 'open', afterSequence: after, upTo };
    const page = await snapshot.readPart(space, range, limit);
    const { head } = page;
    const changes = [...page.changes];
    if (!page.more && part === 'closed') {
      return { head, news: { space, cursor: upTo, line, more: head > upTo, changes } };
    }
    fill = page.more ? { ...fill, after: page.cursor } : { ...fill, part: 'closed', after: 0 };
    if (changes.length > 0)
      return { head, news: { space, cursor: 0, line: null, fill, more: true, changes } };
  }
}

async function beginParts(snapshot: CaseSnapshot, space: SpaceId): Promise<SpaceFill> {
  const { head: upTo } = await snapshot.readPart(space, { isOpen: true, afterSequence: 0, upTo: 0 }, 1);
  return { part: 'open', after: 0, upTo, line: await snapshot.readLine(space, upTo) };
}
