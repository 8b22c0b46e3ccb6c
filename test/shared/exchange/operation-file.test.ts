import { describe, expect, it } from 'vitest';
import { openOperations } from '#shared/exchange/open-operations.ts';
import { sealOperations } from '#shared/exchange/seal-operations.ts';
import { crc32c } from '#shared/journal/crc32c.ts';
import { toHex } from '#shared/kernel/hex.ts';
import { Digest, Identifier, ReplicaId } from '#shared/kernel/identifier.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { StationCode } from '#shared/kernel/reference.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';
import { signedText } from '#shared/protocol/operation-file.ts';
import { type ReadFile, readOperationFile } from '#shared/protocol/operation-file-bytes.ts';
import { cryptography } from '#test/support/sample-keys.ts';
import { sha256 } from '#test/support/sha256.ts';

const SECRET_WORD = 'Žanete Paraudziņa';
const hash = sha256;
const centre = await cryptography.makeAgreementPair();
const device = await cryptography.makeSigningPair();

const FACTS = {
  fileId: Identifier.parse('11111111-0000-4000-8000-000000000001'),
  madeAt: instantOf(Date.UTC(2026, 10, 23)),
  program: 'test',
  replica: ReplicaId.parse('ffffffff-0000-4000-8000-000000000001'),
  officeCode: 'SMI',
  station: StationCode.parse('7K2'),
  epoch: 'epoch-1',
};

function operations(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    n: index + 1,
    entry: {
      header: `{"n":${index + 1}}`,
      salt: 'ab'.repeat(16),
      payload: JSON.stringify({ kind: 'add-note', text: SECRET_WORD }),
      digest: Digest.parse((index + 1).toString(16).padStart(64, '0')),
    },
  }));
}

async function sign(text: string): Promise<string> {
  return toHex(await cryptography.sign(device.privateKey, encodeUtf8(signedText('export', text))));
}

async function make(count: number, isSigned = true): Promise<Uint8Array<ArrayBuffer>> {
  const ports = { cryptography, hash, sign: isSigned ? sign : undefined };
  return sealOperations(ports, FACTS, operations(count), centre.publicKey);
}

function read(bytes: Uint8Array<ArrayBuffer>): ReadFile {
  const file = readOperationFile(bytes, crc32c);
  return file.ok ? file.value : expect.fail(file.problem);
}

const open = (file: ReadFile, signer: Uint8Array<ArrayBuffer> | null = device.publicKey, at = centre) =>
  openOperations({ cryptography, hash }, file, at, signer);

describe('an operation file', () => {
  it('[EX1] [EX2] gives the centre the very operations, and says who made it and what is in it', async () => {
    const progress: number[] = [];
    const bytes = await sealOperations(
      { cryptography, hash, sign },
      FACTS,
      operations(450),
      centre.publicKey,
      (done) => progress.push(done),
    );
    const file = read(bytes);
    expect(file.header).toMatchObject({
      ...FACTS,
      fromN: 1,
      toN: 450,
      count: 450,
      parts: 3,
      signedBy: 'device',
    });
    expect(file).toMatchObject({ missing: [], damagedAt: null, isCutOff: false });
    expect(progress).toEqual([200, 400, 450]);
    const opened = await open(file);
    const all = opened.ok ? opened.value.flatMap((part) => part.operations) : [];
    expect(all).toEqual(operations(450).map(({ entry }) => entry));
  });

  it('[EX1] shows nobody else what is in it, not even that two files are the same', async () => {
    const [one, other] = [await make(3), await make(3)];
    const text = decodeUtf8(one.map((byte) => byte & 0x7f));
    expect(text).not.toContain('add-note');
    expect(text).not.toContain('Paraudzi');
    expect(one).not.toEqual(other);
    const stranger = await cryptography.makeAgreementPair();
    expect(await open(read(one), null, stranger)).toEqual({
      ok: false,
      problem: { code: 'other-centre', part: 0 },
    });
  });

  it('[EX2] is of the device whose signature it has, and of no other', async () => {
    const file = read(await make(3));
    const other = await cryptography.makeSigningPair();
    expect(await open(file, other.publicKey)).toMatchObject({
      problem: { code: 'signature-wrong', part: 0 },
    });
    const unsigned = read(await make(3, false));
    expect(unsigned.header.signedBy).toBe('recovery');
    expect(await open(unsigned)).toMatchObject({ problem: { code: 'signature-wrong' } });
    expect(await open(unsigned, null)).toMatchObject({ ok: true });
  });

  it('[EX2] cannot get another header or a part of another file', async () => {
    const [one, other] = [read(await make(250)), read(await make(250))];
    const renamed = { ...one, headerText: one.headerText.replace('"SMI"', '"CES"') };
    expect(await open(renamed)).toMatchObject({ problem: { code: 'signature-wrong' } });
    expect(await open(renamed, null)).toMatchObject({ problem: { code: 'not-opened' } });
    expect(await open({ ...one, parts: other.parts })).toMatchObject({ ok: false });
    const [first, second] = one.parts;
    if (first === undefined || second === undefined) throw new Error('two parts');
    const swapped = [
      { ...first, index: 1 },
      { ...second, index: 0 },
    ];
    expect(await open({ ...one, parts: swapped }, null)).toMatchObject({ problem: { code: 'not-opened' } });
  });

  it('[EX3] tells where it is damaged, and everything else can be taken', async () => {
    const bytes = await make(650);
    const whole = read(bytes);
    const secondAt =
      bytes.length - whole.parts.slice(1).reduce((sum, { sealed }) => sum + sealed.length + 80, 0);
    for (const at of [secondAt, secondAt + 6, secondAt + 9, secondAt + 40, secondAt + 1000]) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x40;
      const file = read(damaged);
      expect(file, String(at)).toMatchObject({ missing: [1], damagedAt: secondAt, isCutOff: false });
      const opened = await open(file);
      expect(opened.ok && opened.value.map(({ part }) => part), String(at)).toEqual([0, 2, 3]);
    }
  });

  it('[EX3] tells that it was cut off, wherever', async () => {
    const bytes = await make(450);
    const headEnd = bytes.length - read(bytes).parts.reduce((sum, { sealed }) => sum + sealed.length + 80, 0);
    for (let at = headEnd; at < bytes.length; at += 997) {
      const file = read(bytes.slice(0, at));
      expect(file.missing.length, String(at)).toBeGreaterThan(0);
      expect(file.isCutOff, String(at)).toBe(true);
    }
    expect(read(bytes.slice(0, headEnd)).missing).toEqual([0, 1, 2]);
  });

  it.each([
    ['an empty file', new Uint8Array(), 'not-ours'],
    ['a photograph', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'not-ours'],
    ['a later layout', encodeUtf8('KLATIENE-OPERATIONS 2\n{}\n'), 'other-version'],
    ['a header that is none', encodeUtf8('KLATIENE-OPERATIONS 1\n{"format":"x"}\n'), 'header-damaged'],
    ['a header without an end', encodeUtf8('KLATIENE-OPERATIONS 1\n{"format"'), 'header-damaged'],
  ] as const)('[EX3] %s is named as what it is', (_what, bytes, problem) => {
    expect(readOperationFile(bytes, crc32c)).toEqual({ ok: false, problem });
  });
});
