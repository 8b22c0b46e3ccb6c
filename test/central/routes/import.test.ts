import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importOperations } from '#central/exchange/import-operations.ts';
import { sealOperations } from '#shared/exchange/seal-operations.ts';
import { findBytesOfHex, toHex } from '#shared/kernel/hex.ts';
import { Identifier } from '#shared/kernel/identifier.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { StationCode } from '#shared/kernel/reference.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import type { KeyPair } from '#shared/keys/cryptography.ts';
import { CentreKeys, ImportAnswer, ReceiptContent, signedText } from '#shared/protocol/operation-file.ts';
import { OperationHeader } from '#shared/protocol/operation-header.ts';
import { PushAnswer } from '#shared/protocol/push.ts';
import { cryptography } from '#test/support/sample-keys.ts';
import { sha256 } from '#test/support/sha256.ts';
import {
  enrolOne,
  expectProblem,
  type LoadedDevice,
  openTestCentre,
  type TestCentre,
} from './test-centre.ts';

type Bytes = Uint8Array<ArrayBuffer>;

let centre: TestCentre;
let clerk: string;
beforeAll(async () => {
  centre = await openTestCentre();
  clerk = await centre.signIn('clerk');
});
afterAll(() => centre.close());

/** A device with operations, and the pair that it signs with; the centre knows its key when it `tells`. */
async function signingDevice(cases: number, seed: string, tells = true) {
  const device = await enrolOne(centre, cases, seed);
  const pair = await cryptography.makeSigningPair();
  if (tells) {
    const body = { publicKey: toHex(pair.publicKey), recovery: null };
    expect((await centre.post('/api/devices/keys', body, device.token)).statusCode).toBe(200);
  }
  return { device, pair };
}

async function fileOf(device: LoadedDevice, pair: KeyPair | undefined): Promise<Bytes> {
  const keys = CentreKeys.parse((await centre.get('/api/sync/centre-keys', device.token)).json());
  const sign =
    pair &&
    (async (text: string) =>
      toHex(await cryptography.sign(pair.privateKey, encodeUtf8(signedText('export', text)))));
  return sealOperations(
    { cryptography, hash: sha256, sign },
    {
      fileId: Identifier.parse(randomUUID()),
      madeAt: instantOf(Date.now()),
      program: 'test',
      replica: device.replica,
      officeCode: 'SMI',
      station: StationCode.parse('7K2'),
      epoch: null,
    },
    device.operations.map((entry) => ({ n: OperationHeader.parse(JSON.parse(entry.header)).n, entry })),
    findBytesOfHex(keys.sealing) ?? new Uint8Array(),
  );
}

const bring = (bytes: Bytes, token = clerk) =>
  centre.app.inject({
    method: 'POST',
    url: '/api/sync/import',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(bytes),
  });

const answerOf = async (bytes: Bytes) => ImportAnswer.parse((await bring(bytes)).json());

async function push(device: LoadedDevice) {
  return PushAnswer.parse((await centre.push(device.token, device.replica, device.operations)).json())
    .verdicts;
}

describe('a file that is brought to the centre', () => {
  it('[EX4] [EX7] is taken as a push of who made it, with receipts that the centre signed', async () => {
    const { device, pair } = await signingDevice(5, 'by-file');
    const answer = await answerOf(await fileOf(device, pair));
    if (answer.outcome !== 'taken') throw new Error(answer.code);
    expect(answer).toMatchObject({ known: 0, fresh: device.operations.length });
    const keys = CentreKeys.parse((await centre.get('/api/sync/centre-keys', clerk)).json());
    const [receipt] = answer.receipts;
    if (receipt === undefined) throw new Error('no receipt');
    const bytes = encodeUtf8(signedText('receipt', receipt.content));
    const [signing, signature] = [findBytesOfHex(keys.signing), findBytesOfHex(receipt.signature)];
    if (signing === undefined || signature === undefined) throw new Error('hexadecimal');
    expect(await cryptography.isSignedBy(signing, signature, bytes)).toBe(true);
    const content = ReceiptContent.parse(JSON.parse(receipt.content));
    expect(content.replica).toBe(device.replica);
    expect(content.received.contiguousN).toBe(device.operations.length);
    expect(content.verdicts.map(({ verdict }) => verdict.outcome)).toEqual(
      device.operations.map(() => 'applied'),
    );
    // What comes by the line afterwards gets the very same verdicts.
    expect(await push(device)).toEqual(content.verdicts);
  });

  it('[EX4] does no harm after the line, twice, and beside it', async () => {
    const { device, pair } = await signingDevice(4, 'after-line');
    const file = await fileOf(device, pair);
    const before = await push(device);
    for (let time = 0; time < 2; time += 1) {
      expect(await answerOf(file)).toMatchObject({
        outcome: 'taken',
        known: device.operations.length,
        fresh: 0,
      });
    }
    expect(await push(device)).toEqual(before);
    const other = await signingDevice(4, 'beside-line');
    const otherFile = await fileOf(other.device, other.pair);
    const [answer, verdicts] = await Promise.all([answerOf(otherFile), push(other.device)]);
    expect(answer.outcome).toBe('taken');
    expect(verdicts.map(({ verdict }) => verdict.outcome)).toEqual(
      other.device.operations.map(() => 'applied'),
    );
    const { rows } = {
      rows: await centre.database.connection.kysely
        .selectFrom('operation_inbox')
        .select('op_id')
        .where('replica', '=', other.device.replica)
        .execute(),
    };
    expect(rows).toHaveLength(other.device.operations.length);
  });

  it('[EX5] [EX6] is refused by name when nothing proves who made it, and nothing of it is stored', async () => {
    const unknown = await signingDevice(2, 'no-key', false);
    expect(await answerOf(await fileOf(unknown.device, unknown.pair))).toEqual({
      outcome: 'refused',
      code: 'signer-unknown',
      part: 0,
    });
    const { device, pair } = await signingDevice(2, 'wrong-key');
    const forger = await cryptography.makeSigningPair();
    expect(await answerOf(await fileOf(device, forger))).toMatchObject({ code: 'signature-wrong' });
    expect(await answerOf(await fileOf(device, undefined))).toMatchObject({ code: 'recovery-here' });
    // Somebody's own signature over what another device made.
    const stolen = { ...device, operations: unknown.device.operations };
    expect(await answerOf(await fileOf(stolen, pair))).toMatchObject({ code: 'content-not-readable' });
    expect(await answerOf(encodeUtf8('no file of ours'))).toMatchObject({ code: 'not-ours' });
    const rows = await centre.database.connection.kysely
      .selectFrom('operation_inbox')
      .select('op_id')
      .where('replica', 'in', [device.replica, unknown.device.replica])
      .execute();
    expect(rows).toEqual([]);
  });

  it('[EX6] is taken from a person with a part in the work, and from nobody else', async () => {
    const { device, pair } = await signingDevice(1, 'who');
    const file = await fileOf(device, pair);
    expectProblem(await bring(file, device.token), 'not-signed-in');
    expectProblem(await bring(file, 'nobody'), 'not-signed-in');
    expect((await bring(file, await centre.signIn('admin'))).statusCode).toBe(200);
  });

  it('[EX6] may be of a recovery when the operator of the centre brings it', async () => {
    const { device } = await signingDevice(3, 'recovery', false);
    const bytes = await fileOf(device, undefined);
    const { cases, keys, devices, readDurability } = centre.centre;
    const parts = {
      ...{ cases, keys, cryptography, readDurability },
      findPublicKey: (replica: LoadedDevice['replica']) => devices.findPublicKey(replica),
    };
    expect(await importOperations(parts, bytes, false)).toMatchObject({ problem: { code: 'recovery-here' } });
    const imported = await importOperations(parts, bytes, true);
    expect(imported).toMatchObject({ value: { fresh: device.operations.length, missing: [] } });
  });
});
