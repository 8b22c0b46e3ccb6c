import { randomBytes } from 'node:crypto';
import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackupFaultCode } from '#central/backup/backup-fault.ts';
import { backupKeyOf } from '#central/backup/backup-key.ts';
import { seal, unseal } from '#central/backup/sealed-file.ts';
import { realRandom } from '#central/settings/real-ports.ts';
import { makeTemporaryFolder, removeFolder } from '#test/support/temporary-folder.ts';

const KEY = backupKeyOf(new Uint8Array(32).fill(7));

let folder: string;
let sealed: Buffer;
/** Three parts: two whole ones and a rest. */
const content = randomBytes(2.2 * 1024 * 1024);
beforeAll(async () => {
  folder = await makeTemporaryFolder();
  sealed = await gathered(seal(inPieces(content), KEY, realRandom));
});
afterAll(() => removeFolder(folder));

async function* inPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += 70_000) yield bytes.subarray(start, start + 70_000);
}

async function gathered(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

/** What is read of a file with these bytes, or the fault that it has. */
async function readBack(
  bytes: Buffer,
  key = KEY,
): Promise<Buffer | { code: BackupFaultCode; message: string }> {
  const file = path.join(folder, 'file');
  await writeFile(file, bytes);
  const handle = await open(file);
  try {
    return await gathered(unseal(handle, 'FILE', key));
  } catch (failure) {
    const { code, message } = failure as { code: BackupFaultCode; message: string };
    return { code, message };
  } finally {
    await handle.close();
  }
}

describe('a sealed file', () => {
  it('[BK2] gives back what went in, of any length, and shows nothing of it', async () => {
    expect((await readBack(sealed)) as Buffer).toEqual(content);
    const text = Buffer.from('Jānis Testonis '.repeat(20));
    const small = await gathered(seal(inPieces(text), KEY, realRandom));
    expect(await readBack(small)).toEqual(text);
    expect(small.includes('Testonis')).toBe(false);
    const empty = await gathered(seal(inPieces(Buffer.alloc(0)), KEY, realRandom));
    expect(await readBack(empty)).toEqual(Buffer.alloc(0));
  });

  it('[BK2] is never encrypted the same way twice', async () => {
    const again = await gathered(seal(inPieces(content), KEY, realRandom));
    expect(again.length).toBe(sealed.length);
    expect(again.equals(sealed)).toBe(false);
  });

  it('[BK7] is refused with another key, and says by which name each goes', async () => {
    const other = backupKeyOf(new Uint8Array(32).fill(8));
    const fault = await readBack(sealed, other);
    expect(fault).toMatchObject({ code: 'other-key' });
    expect((fault as { message: string }).message).toContain(KEY.name);
    expect((fault as { message: string }).message).toContain(other.name);
  });

  it('[BK7] is refused when it is none of ours, or of a newer program', async () => {
    expect(await readBack(Buffer.from('PGDMP something else'))).toEqual({
      code: 'not-a-backup',
      message: 'FILE is not a backup of Klātiene (byte 0).',
    });
    expect(await readBack(Buffer.alloc(0))).toMatchObject({ code: 'not-a-backup' });
    const newer = Buffer.from('KLATIENE BACKUP\n{"container":2,"anything":true}\nrest');
    expect(await readBack(newer)).toMatchObject({ code: 'too-new' });
  });

  it('[BK7] is refused wherever it was cut off, also between two parts', async () => {
    const head = sealed.indexOf('\n', 20) + 1;
    const partEnd = head + 4 + 1024 * 1024 + 16;
    const lengths = [20, head - 1, head, head + 2, head + 100, partEnd, partEnd + 4, sealed.length - 1];
    for (const length of lengths) {
      const fault = await readBack(sealed.subarray(0, length));
      expect(fault, `cut at ${length}`).toEqual({
        code: 'cut-off',
        message: `FILE is not whole: it ends at byte ${length}, in the middle.`,
      });
    }
  });

  it('[BK7] is refused when any byte was changed, or a part was left out, doubled or put behind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (place, by) => {
        const changed = Buffer.from(sealed);
        changed[place] = (changed[place] ?? 0) ^ by;
        expect(await readBack(changed)).toMatchObject({ message: expect.stringContaining('FILE') });
      }),
      { numRuns: 40 },
    );
    const head = sealed.indexOf('\n', 20) + 1;
    const part = 4 + 1024 * 1024 + 16;
    const [first, second] = [head, head + part];
    const without = Buffer.concat([sealed.subarray(0, first), sealed.subarray(second)]);
    const doubled = Buffer.concat([sealed.subarray(0, second), sealed.subarray(first)]);
    const longer = Buffer.concat([sealed, sealed.subarray(first, second)]);
    for (const bytes of [without, doubled, longer]) {
      expect(await readBack(bytes)).toMatchObject({
        code: 'damaged',
        message: expect.stringMatching(/^FILE was changed or damaged: the part at byte \d+/),
      });
    }
  });
});
