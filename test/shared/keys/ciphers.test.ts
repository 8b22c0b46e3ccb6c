import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRecordHeader, type RecordHeader } from '#shared/journal/journal-record.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';
import { chunkedFileCipher } from '#shared/keys/chunked-file-cipher.ts';
import { makeDataKeySecret, openDataKey } from '#shared/keys/data-key.ts';
import { recordCipher } from '#shared/keys/record-cipher.ts';
import { openRowCipher } from '#shared/keys/row-cipher.ts';
import { cryptography, realRandom, sampleKeySecret } from '#test/support/sample-keys.ts';

const key = await openDataKey(sampleKeySecret(), cryptography);
const otherKey = await openDataKey(sampleKeySecret(8), cryptography);
const sameIdOtherKey = await openDataKey({ ...sampleKeySecret(8), id: 7 }, cryptography);

const bytesOf = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, index) => (index * 31) % 251);

function withBitFlipped(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
  const changed = bytes.slice();
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

describe('records', () => {
  const cipher = recordCipher(key, realRandom);
  const plain = encodeUtf8('{"name":"Anna Paraudziņa"}');

  async function sealed() {
    const header: RecordHeader = {
      type: 'operation',
      keyId: cipher.keyId,
      sequence: 5,
      n: 3,
      subject: 'ab'.repeat(16),
      nonce: cipher.nonce(),
    };
    const headerBytes = encodeRecordHeader(header, cipher.sealedLength(plain.length));
    return { header, headerBytes, body: await cipher.seal(plain, headerBytes, header.nonce) };
  }

  it('[KE1] open again and have the promised length', async () => {
    const { header, headerBytes, body } = await sealed();
    expect(body.length).toBe(cipher.sealedLength(plain.length));
    expect(await cipher.open(header, headerBytes, body)).toEqual(plain);
  });

  it('[KE1] do not open with another header, another key, or a changed bit', async () => {
    const { header, headerBytes, body } = await sealed();
    const elsewhere = encodeRecordHeader({ ...header, sequence: 6 }, body.length);
    await expect(cipher.open(header, elsewhere, body)).rejects.toThrow();
    for (let at = 0; at < body.length; at += 1) {
      await expect(
        cipher.open(header, headerBytes, withBitFlipped(body, at)),
        `byte ${at}`,
      ).rejects.toThrow();
    }
    await expect(recordCipher(sameIdOtherKey, realRandom).open(header, headerBytes, body)).rejects.toThrow();
  });

  it('[KE7] are read plain with key id 0, and are a defect with a foreign one', async () => {
    const { header, headerBytes, body } = await sealed();
    expect(await cipher.open({ ...header, keyId: 0 }, headerBytes, plain)).toEqual(plain);
    await expect(recordCipher(otherKey, realRandom).open(header, headerBytes, body)).rejects.toThrow(
      'a key that this device does not have',
    );
  });
});

describe('files', () => {
  const CHUNK = 256 * 1024;
  const SEALED_CHUNK = CHUNK + 28;
  const cipher = chunkedFileCipher(key, realRandom);

  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 77])(
    '[KE2] of %d bytes open again',
    async (length) => {
      const sealed = await cipher.seal(bytesOf(length), 'a.file');
      expect(sealed.length).toBe(length + Math.max(1, Math.ceil(length / CHUNK)) * 28);
      expect(await cipher.open(key.id, sealed, 'a.file')).toEqual(bytesOf(length));
    },
  );

  it('[KE2] open under their own name and key only', async () => {
    const sealed = await cipher.seal(bytesOf(10), 'a.file');
    await expect(cipher.open(key.id, sealed, 'b.file')).rejects.toThrow();
    await expect(cipher.open(key.id, withBitFlipped(sealed, 14), 'a.file')).rejects.toThrow();
    await expect(chunkedFileCipher(sameIdOtherKey, realRandom).open(7, sealed, 'a.file')).rejects.toThrow();
  });

  it('[KE2] do not open with a chunk left out, moved, repeated or cut off', async () => {
    const sealed = await cipher.seal(bytesOf(2 * CHUNK + 10), 'a.file');
    const first = sealed.slice(0, SEALED_CHUNK);
    const second = sealed.slice(SEALED_CHUNK, 2 * SEALED_CHUNK);
    const last = sealed.slice(2 * SEALED_CHUNK);
    const join = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> =>
      Uint8Array.from(parts.flatMap((part) => [...part]));
    for (const wrong of [
      join(first, second),
      join(first, last),
      join(second, first, last),
      join(first, first, last),
      join(first, second, last, last),
      sealed.slice(0, -1),
      new Uint8Array(),
    ]) {
      await expect(cipher.open(key.id, wrong, 'a.file')).rejects.toThrow();
    }
  });

  it('[KE7] are read plain with key id 0, and are a defect with a foreign one', async () => {
    const sealed = await cipher.seal(bytesOf(10), 'a.file');
    expect(await cipher.open(0, bytesOf(10), 'a.file')).toEqual(bytesOf(10));
    await expect(cipher.open(otherKey.id, sealed, 'a.file')).rejects.toThrow('does not have');
  });
});

describe('rows', async () => {
  const cipher = await openRowCipher(key.rows, cryptography, realRandom);
  const place = { table: 'cases', key: 'one' };

  it('[KE3] any text opens in its own row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const wellFormed = text.toWellFormed();
        expect(await cipher.open(place, await cipher.seal(place, wellFormed))).toBe(wellFormed);
      }),
    );
  });

  it('[KE3] none opens in another row, or changed', async () => {
    const sealed = await cipher.seal(place, 'Anna');
    await expect(cipher.open({ ...place, key: 'two' }, sealed)).rejects.toThrow();
    await expect(cipher.open({ ...place, table: 'drafts' }, sealed)).rejects.toThrow();
    await expect(cipher.open({ table: 'case', key: 'sone' }, sealed)).rejects.toThrow();
    for (let at = 0; at < sealed.length; at += 1) {
      await expect(cipher.open(place, withBitFlipped(sealed, at)), `byte ${at}`).rejects.toThrow();
    }
  });

  it('[KE7] a row of a foreign key is a defect', async () => {
    const other = await openRowCipher(otherKey.rows, cryptography, realRandom);
    await expect(other.open(place, await cipher.seal(place, 'Anna'))).rejects.toThrow('does not have');
  });

  it('[KE5] finds a code by its hash, on this device and in this field', async () => {
    const hash = await cipher.hashOf('person-code', '320000-00004');
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
    expect(await cipher.hashOf('person-code', '320000-00004')).toBe(hash);
    expect(await cipher.hashOf('person-code', '320000-00014')).not.toBe(hash);
    expect(await cipher.hashOf('phone', '320000-00004')).not.toBe(hash);
    const other = await openRowCipher(otherKey.rows, cryptography, realRandom);
    expect(await other.hashOf('person-code', '320000-00004')).not.toBe(hash);
  });
});

describe('all of them', () => {
  it('[KE4] look different each time, and no nonce comes twice', async () => {
    const records = recordCipher(key, realRandom);
    const files = chunkedFileCipher(key, realRandom);
    const rows = await openRowCipher(key.rows, cryptography, realRandom);
    const seen = new Set<string>();
    for (let round = 0; round < 200; round += 1) {
      seen.add(String(records.nonce()));
      seen.add(String((await files.seal(bytesOf(1), 'a')).slice(0, 12)));
      seen.add(String((await rows.seal({ table: 'a', key: 'b' }, 'c')).slice(4, 16)));
    }
    expect(seen.size).toBe(600);
  });

  it('[KE6] have keys of their own', async () => {
    const nonce = new Uint8Array(12);
    const sealing = await cryptography.importSealingKey(key.rows.sealing);
    const raw = await cryptography.importSealingKey(sampleKeySecret().secret);
    const sealed = await Promise.all(
      [key.records, key.files, sealing, raw].map((one) => one.seal(bytesOf(8), nonce, nonce)),
    );
    expect(new Set(sealed.map(String)).size).toBe(4);
    expect(String(key.rows.codes)).not.toBe(String(key.rows.sealing));
  });

  it('[KE6] a new data key is random and never has the id of plain things', () => {
    const made = Array.from({ length: 50 }, () => makeDataKeySecret(realRandom));
    expect(new Set(made.map(({ secret }) => String(secret))).size).toBe(50);
    expect(made.every(({ id, secret }) => id > 0 && id < 2 ** 32 && secret.length === 32)).toBe(true);
    const zeros = { ...realRandom, bytes: (length: number) => new Uint8Array(length) };
    expect(makeDataKeySecret(zeros).id).toBe(1);
  });
});
