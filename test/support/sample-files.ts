import { AttachedFile } from '#shared/attachments/attachment.ts';
import { sampleId } from './sample-operations.ts';

/** The record of a synthetic file, its identifier by `index`. */
export function sampleFile(index: number, changes: Partial<AttachedFile> = {}): AttachedFile {
  return AttachedFile.parse({
    id: sampleId(7000 + index),
    name: 'paraugs.pdf',
    kind: 'pdf',
    bytes: 1000 + index,
    sha256: 'ab'.repeat(32),
    source: 'file',
    evidence: null,
    ...changes,
  });
}

/** The leading bytes of each kind, and of files that are not taken. */
export const SAMPLE_HEADS = {
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31],
  jpeg: [0xff, 0xd8, 0xff, 0xe0],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  tiff: [0x49, 0x49, 0x2a, 0x00],
  motorolaTiff: [0x4d, 0x4d, 0x00, 0x2a],
  heic: [0, 0, 0, 0x18, 0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69, 0x63],
  video: [0, 0, 0, 0x18, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d],
  zip: [0x50, 0x4b, 0x03, 0x04],
  program: [0x4d, 0x5a, 0x90, 0x00],
} as const satisfies Record<string, readonly number[]>;

/** The content of a synthetic file: the leading bytes of its kind, and `length` bytes in all. */
export function sampleContent(
  length: number,
  { head = SAMPLE_HEADS.pdf, seed = 1 }: { readonly head?: readonly number[]; readonly seed?: number } = {},
): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(length);
  for (let index = 0; index < length; index += 1)
    content[index] = (index * 31 + (index >> 8) * seed + seed) & 255;
  content.set(head.slice(0, length));
  return content;
}
