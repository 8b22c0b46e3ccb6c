import { describe, expect, it } from 'vitest';
import { Journal } from '#shared/journal/journal.ts';
import { MAX_RECORD_BODY_BYTES } from '#shared/journal/journal-record.ts';
import { plainCipher } from '#shared/journal/plain-cipher.ts';
import { ReplicaId } from '#shared/kernel/identifier.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { MAX_OPERATION_BYTES } from '#shared/kernel/operation-size.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import {
  findProblemType,
  PROBLEM_TYPES,
  type ProblemType,
  problemTypeUri,
} from '#shared/protocol/problem.ts';
import { officeSpace, PULL_LIMIT, PullRequest, replicaSpace, SpaceId } from '#shared/protocol/pull.ts';
import { PUSH_LIMITS, PushRequest, WireOperation } from '#shared/protocol/push.ts';
import { SignInRequest } from '#shared/protocol/session.ts';
import { Verdict } from '#shared/protocol/verdict.ts';
import { OfficeId } from '#shared/service-level/office.ts';
import { MemoryDisk } from '#test/support/memory-files.ts';
import { sampleId, sampleIdentity, sampleOperation } from '#test/support/sample-operations.ts';
import { SeededRandom } from '#test/support/seeded-random.ts';
import { sha256 } from '#test/support/sha256.ts';

const replica = ReplicaId.parse('ffffffff-0000-4000-8000-000000000001');
const report = {
  unsent: 0,
  oldestUnsentAt: null,
  needsAttention: 0,
  storage: 'full',
  clockOffsetMilliseconds: null,
  program: 'klatiene',
};
const operation = { header: '{}', salt: '0'.repeat(32), payload: '{}', digest: 'a'.repeat(64) };

describe('spaces of the feed', () => {
  it('[PR21] are an office, a replica and the institution', () => {
    expect(officeSpace(OfficeId.parse('smiltene'))).toBe('office:smiltene');
    expect(replicaSpace(replica)).toBe(`replica:${replica}`);
    for (const space of ['institution', 'office:smiltene', `replica:${replica}`]) {
      expect(SpaceId.safeParse(space).success).toBe(true);
    }
    for (const space of ['', 'office:', 'office:A', 'institution ', 'replica:1', 'office:a\nb', 'other']) {
      expect(SpaceId.safeParse(space).success).toBe(false);
    }
  });

  it('[PR22] a pull names only spaces, and at most so many changes', () => {
    const pull = {
      protocol: 1,
      replica,
      epoch: null,
      cursors: { institution: 0 },
      limit: PULL_LIMIT,
      report,
    };
    expect(PullRequest.safeParse(pull).success).toBe(true);
    expect(PullRequest.safeParse({ ...pull, limit: PULL_LIMIT + 1 }).success).toBe(false);
    expect(PullRequest.safeParse({ ...pull, cursors: { everything: 0 } }).success).toBe(false);
    expect(PullRequest.safeParse({ ...pull, cursors: { institution: -1 } }).success).toBe(false);
  });
});

describe('a push', () => {
  it('[PR1] has at most 200 operations', () => {
    const push = (count: number) => ({
      protocol: 1,
      replica,
      report,
      operations: Array(count).fill(operation),
    });
    expect(PUSH_LIMITS).toEqual({ operations: 200, bytes: 4_194_304 });
    expect(PushRequest.safeParse(push(0)).success).toBe(true);
    expect(PushRequest.safeParse(push(200)).success).toBe(true);
    expect(PushRequest.safeParse(push(201)).success).toBe(false);
  });

  it('[PR33] takes every operation that a journal takes, and has room for one', async () => {
    const disk = new MemoryDisk(new SeededRandom(1));
    const journal = new Journal({ files: disk.open(), cipher: plainCipher, hash: sha256 });
    await journal.enrol(sampleIdentity);
    const bytesOf = (value: unknown): number => encodeUtf8(JSON.stringify(value)).length;
    const longest = async (index: number, unit: string): Promise<WireOperation> => {
      let saved = await journal.appendOperation(sampleOperation(index, { payload: '' }));
      invariant(saved.outcome === 'saved', 'an empty payload fits');
      const unitBytes = bytesOf(unit) - 2;
      // A later operation has the digest of one before it, which an earlier one says as null.
      const room = Math.floor((MAX_OPERATION_BYTES - bytesOf(saved.entry) - 100) / unitBytes);
      saved = await journal.appendOperation(sampleOperation(index + 1, { payload: unit.repeat(room) }));
      invariant(saved.outcome === 'saved', 'the rest is room for a payload');
      return saved.entry;
    };
    for (const [place, unit] of ['x', '"', 'ā', '🙂'].entries()) {
      const entry = await longest(place * 10 + 1, unit);
      expect(bytesOf(entry)).toBeGreaterThan(MAX_OPERATION_BYTES - 200);
      expect(WireOperation.parse(entry)).toEqual(entry);
      const push = { protocol: 1, replica, report, operations: [entry] };
      expect(bytesOf(push)).toBeLessThan(PUSH_LIMITS.bytes);
    }
    expect(MAX_RECORD_BODY_BYTES).toBe(MAX_OPERATION_BYTES);
    const tooLong = sampleOperation(99, { payload: 'x'.repeat(MAX_OPERATION_BYTES) });
    expect(await journal.appendOperation(tooLong)).toEqual({ outcome: 'refused', code: 'too-long' });
    const more = { ...operation, payload: 'x'.repeat(MAX_OPERATION_BYTES + 1) };
    expect(WireOperation.safeParse(more).success).toBe(false);
  });

  it('[PR26] has operations that can be read', () => {
    for (const wrong of [
      { salt: 'x' },
      { digest: 'A'.repeat(64) },
      { header: 'x'.repeat(16_385) },
      { payload: null },
    ]) {
      expect(WireOperation.safeParse({ ...operation, ...wrong }).success).toBe(false);
    }
  });
});

describe('verdicts', () => {
  it('[PR2] are one of seven, each with its own facts only', () => {
    expect(Verdict.options).toHaveLength(7);
    expect(Verdict.parse({ outcome: 'applied', version: 1, grounds: { code: 'x' } })).toEqual({
      outcome: 'applied',
      version: 1,
    });
    expect(Verdict.safeParse({ outcome: 'applied' }).success).toBe(false);
    expect(Verdict.safeParse({ outcome: 'rejected' }).success).toBe(false);
    expect(Verdict.safeParse({ outcome: 'waiting', waitsFor: [sampleId(1)] }).success).toBe(true);
    expect(Verdict.safeParse({ outcome: 'lost' }).success).toBe(false);
  });
});

describe('problems', () => {
  it('[PR27] have a type that leads back to its name', () => {
    for (const type of Object.keys(PROBLEM_TYPES) as ProblemType[]) {
      const document = { type: problemTypeUri(type), title: '', status: PROBLEM_TYPES[type] };
      expect(findProblemType(document)).toBe(type);
      expect(findProblemType({ ...document, type: `https://centre.example${document.type}` })).toBe(type);
      expect(PROBLEM_TYPES[type]).toBeGreaterThanOrEqual(400);
    }
    for (const type of ['about:blank', '/problems/', '/problems/constructor', '/problems/other']) {
      expect(findProblemType({ type, title: '', status: 400 })).toBeUndefined();
    }
  });
});

describe('signing in', () => {
  it('[PR31] reads the login without case and spaces around it, and the password as it is', () => {
    expect(SignInRequest.parse({ login: ' Anna ', password: ' A ' })).toEqual({
      login: 'anna',
      password: ' A ',
    });
    expect(SignInRequest.safeParse({ login: ' ', password: 'x' }).success).toBe(false);
  });
});
