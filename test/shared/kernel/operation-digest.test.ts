import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '#shared/kernel/hex.ts';
import { Digest } from '#shared/kernel/identifier.ts';
import { digestOf, payloadHash } from '#shared/kernel/operation-digest.ts';
import { sha256 } from '#test/support/sha256.ts';

const anySalt = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => new Uint8Array(bytes));
const anyOperation = fc.record({
  header: fc.string({ unit: 'binary', maxLength: 30 }),
  salt: anySalt,
  payload: fc.string({ unit: 'binary', maxLength: 30 }),
});

describe('the digest of an operation', () => {
  it('[JR16] is SHA-256(header ‖ SHA-256(salt ‖ payload))', async () => {
    await fc.assert(
      fc.asyncProperty(anyOperation, async (operation) => {
        const inner = createHash('sha256').update(operation.salt).update(operation.payload, 'utf8').digest();
        const outer = createHash('sha256').update(operation.header, 'utf8').update(inner).digest('hex');
        expect(await digestOf(operation, sha256)).toBe(Digest.parse(outer));
        expect(toHex(await payloadHash(operation.salt, operation.payload, sha256))).toBe(
          inner.toString('hex'),
        );
      }),
    );
  });

  it('[JR16] is another when anything is another, and the same when nothing is', async () => {
    await fc.assert(
      fc.asyncProperty(anyOperation, anyOperation, async (a, b) => {
        const digest = await digestOf(a, sha256);
        expect(await digestOf({ ...a, salt: a.salt.slice() }, sha256)).toBe(digest);
        for (const part of ['header', 'salt', 'payload'] as const) {
          const other = { ...a, [part]: b[part] };
          const isSame = String(a[part]) === String(b[part]);
          expect((await digestOf(other, sha256)) === digest).toBe(isSame);
        }
      }),
    );
  });

  it('[JR16] can be checked after payload and salt were erased', async () => {
    const operation = { header: '{"n":1}', salt: new Uint8Array(16).fill(7), payload: '{"kind":"add-note"}' };
    const kept = await payloadHash(operation.salt, operation.payload, sha256);
    const chained = createHash('sha256').update(operation.header).update(kept).digest('hex');
    expect(await digestOf(operation, sha256)).toBe(chained);
  });
});
