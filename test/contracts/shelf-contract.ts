import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileShelfPort } from '#shared/journal/file-shelf.ts';
import { sampleContent } from '#test/support/sample-files.ts';
import { sampleId } from '#test/support/sample-operations.ts';

/** One shelf's files, empty at first. */
export interface ShelfBed {
  /** Starts the program on these files. Whatever was open on them before is closed. */
  open(): Promise<FileShelfPort>;
  /** Puts a file beside the others, as a program that ended in the middle leaves it. */
  leave(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The names in the folder. */
  names(): Promise<readonly string[]>;
  dispose(): Promise<void>;
}

const [ONE, OTHER] = [sampleId(1), sampleId(2)];

/** What every shelf promises, whatever its files are (`docs/attachments.md`). */
export function shelfContract(name: string, makeBed: () => Promise<ShelfBed>): void {
  describe(`shelf: ${name}`, () => {
    let bed: ShelfBed;
    let shelf: FileShelfPort;

    beforeEach(async () => {
      bed = await makeBed();
      shelf = await bed.open();
    });

    afterEach(() => bed.dispose());

    it('[AT8] keeps a file and its note, and has both after a new start', async () => {
      const content = sampleContent(3_000_000);
      expect(await shelf.keep(ONE, content, '{"a":"ā"}')).toBe('kept');
      shelf = await bed.open();
      expect(await shelf.list()).toEqual([{ id: ONE, note: '{"a":"ā"}' }]);
      expect(await shelf.find(ONE)).toEqual(content);
      expect(await shelf.find(OTHER)).toBeUndefined();
    });

    it('[AT8] changes a note, and removes a file with it', async () => {
      await shelf.keep(ONE, sampleContent(10), 'first');
      await shelf.keep(OTHER, sampleContent(20), 'other');
      await shelf.changeNote(ONE, 'a much longer second note');
      await shelf.remove(OTHER);
      await shelf.remove(OTHER);
      shelf = await bed.open();
      expect(await shelf.list()).toEqual([{ id: ONE, note: 'a much longer second note' }]);
      expect([...(await bed.names())].toSorted()).toEqual([`${ONE}.file`, `${ONE}.note`]);
    });

    it('[AT8] throws away what a program that ended in the middle left', async () => {
      await shelf.keep(ONE, sampleContent(10), 'note');
      await bed.leave(`${OTHER}.file`, sampleContent(10));
      await bed.leave(`${sampleId(3)}.file.unfinished`, sampleContent(10));
      shelf = await bed.open();
      expect(await shelf.list()).toEqual([{ id: ONE, note: 'note' }]);
      expect([...(await bed.names())].toSorted()).toEqual([`${ONE}.file`, `${ONE}.note`]);
    });

    it('[AT8] answers many calls at once as if they came one after the other', async () => {
      const ids = Array.from({ length: 12 }, (_, index) => sampleId(index));
      await Promise.all(ids.map((id, index) => shelf.keep(id, sampleContent(1000 + index), `note ${index}`)));
      const found = await Promise.all(ids.map((id) => shelf.find(id)));
      expect(found.map((content) => content?.length)).toEqual(ids.map((_, index) => 1000 + index));
      expect((await shelf.list()).length).toBe(12);
    });

    it('[AT10] gives nothing for what is not a file of a shelf', async () => {
      await shelf.keep(ONE, sampleContent(10), 'note');
      await bed.leave(`${ONE}.file`, sampleContent(3));
      shelf = await bed.open();
      expect(await shelf.find(ONE)).toBeUndefined();
    });

    it('[AT3] says how much room there is, where the system says so', async () => {
      const free = await shelf.findFreeBytes();
      expect(free === undefined || free > 0).toBe(true);
    });
  });
}
