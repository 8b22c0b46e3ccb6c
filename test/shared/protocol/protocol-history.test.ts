import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CaseCommand } from '#shared/case/case-command.ts';
import { RequestDraft } from '#shared/case/request/request-draft.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { findBytesOfHex } from '#shared/kernel/hex.ts';
import { digestOf } from '#shared/kernel/operation-digest.ts';
import { ApplicantDraft, RepresentativeDraft } from '#shared/person/party-draft.ts';
import { OperationHeader, TimeEvidence } from '#shared/protocol/operation-header.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/protocol-version.ts';
import { PullAnswer } from '#shared/protocol/pull.ts';
import { PushAnswer, PushRequest, WireOperation } from '#shared/protocol/push.ts';
import { Verdict } from '#shared/protocol/verdict.ts';
import { MESSAGES, messageShapes } from '#test/protocol-history/message-shapes.ts';
import { sha256 } from '#test/support/sha256.ts';

const FOLDER = `test/protocol-history/v${PROTOCOL_VERSION}`;
const read = (name: string): Json => JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8'));
const goldenFiles = readdirSync(FOLDER).filter((name) => name !== 'shapes.json');

/** The message that a file of the history holds. */
function messageOf(file: string): (typeof MESSAGES)[keyof typeof MESSAGES] {
  const name = (Object.keys(MESSAGES) as (keyof typeof MESSAGES)[]).find((known) => file.startsWith(known));
  return MESSAGES[name ?? expect.fail(`${file} is no message`)];
}

describe('the history of the protocol', () => {
  it('[PV1] has every kind of message and every verdict', () => {
    for (const name of Object.keys(MESSAGES))
      expect(goldenFiles.some((file) => file.startsWith(name))).toBe(true);
    const { verdicts } = PushAnswer.parse(read('push-answer.json'));
    expect(verdicts.map(({ verdict }) => verdict.outcome)).toEqual(
      Verdict.options.map(({ shape }) => shape.outcome.value),
    );
    const changes = PullAnswer.parse(read('pull-answer.json')).spaces.flatMap((space) => space.changes);
    const kinds = changes
      .flatMap((change) => (change.kind === 'case' ? change.events : [change]))
      .map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['registered', 'note-added', 'of-a-later-version', 'leave']));
  });

  it.each(goldenFiles)('[PV2] %s is read, and written again is the same', (file) => {
    const golden = read(file);
    const parsed = messageOf(file).parse(golden);
    expect(canonicalJson(parsed as unknown as Json)).toBe(canonicalJson(golden));
  });

  it('[PV2] messages carry the number of the protocol', () => {
    for (const file of goldenFiles.filter((name) => !name.startsWith('wire-operation'))) {
      expect(read(file)).toMatchObject({ protocol: PROTOCOL_VERSION });
    }
  });

  it('[PV3] no message has changed its shape', () => {
    expect(JSON.parse(JSON.stringify(messageShapes()))).toEqual(read('shapes.json'));
  });
});

describe('an operation on the wire', () => {
  const { operations } = PushRequest.parse(read('push-request.json'));

  it('[PV2] holds the exact texts that were hashed, and a chain', async () => {
    expect(operations[0]).toEqual(WireOperation.parse(read('wire-operation.json')));
    let prev: string | null = null;
    for (const [place, { header, salt, payload, digest }] of operations.entries()) {
      const json = JSON.parse(header);
      expect(canonicalJson(json)).toBe(header);
      expect(OperationHeader.parse(json)).toMatchObject({ n: place + 1, prev });
      const bytes = findBytesOfHex(salt) ?? expect.fail('no salt');
      expect(await digestOf({ header, salt: bytes, payload }, sha256)).toBe(digest);
      const command = CaseCommand.parse(JSON.parse(payload));
      expect(command.kind).toBe(json.kind);
      prev = digest;
    }
    expect(JSON.parse(operations[0]?.header ?? '')).toEqual(read('operation-header-registration.json'));
  });

  it('[PV4] has a header without anything of a person', () => {
    expect(Object.keys(OperationHeader.shape).sort()).toEqual([
      'author',
      'baseVersion',
      'calendar',
      'caseId',
      'catalogue',
      'confirmedVersion',
      'counter',
      'dependsOn',
      'kind',
      'n',
      'office',
      'offices',
      'opId',
      'prev',
      'protocol',
      'receivedAt',
      'reference',
      'replica',
      'role',
      'rules',
      'time',
    ]);
    expect(Object.keys(TimeEvidence.shape).sort()).toEqual([
      'boot',
      'deviceAt',
      'measuredAt',
      'monotonicMilliseconds',
      'offsetMilliseconds',
      'uncertaintyMilliseconds',
    ]);
    const ofPeople = [RequestDraft, ApplicantDraft.unwrap(), RepresentativeDraft.unwrap()].flatMap(
      ({ shape }) => Object.keys(shape),
    );
    // Both have a `kind`: that of the command, and that of the applicant.
    const shared = Object.keys(OperationHeader.shape).filter(
      (name) => name !== 'kind' && ofPeople.includes(name),
    );
    expect(shared).toEqual([]);
  });

  it('[PV4] has a header in which nothing that was typed about a person occurs', () => {
    for (const { header, payload } of operations) {
      const { request, text } = JSON.parse(payload);
      const typed = textsIn([request?.applicant, request?.representative, request?.common?.phone, text]);
      expect(typed.length).toBeGreaterThan(0);
      for (const value of typed) expect(header).not.toContain(value);
    }
  });
});

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
