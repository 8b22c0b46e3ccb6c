import { z } from 'zod';
import { unreachable } from '#shared/kernel/invariant.ts';

/** The kinds of file that a case takes (`docs/attachments.md` AT1). */
export const AttachmentKind = z.enum(['pdf', 'jpeg', 'png', 'tiff']);
export type AttachmentKind = z.infer<typeof AttachmentKind>;

/** How many leading bytes are enough to tell a kind. */
export const KIND_BYTES = 16;

/** The registered media type of each kind. */
export const MEDIA_TYPES = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tiff: 'image/tiff',
} as const satisfies Record<AttachmentKind, string>;

/** The endings that a name of each kind may have; the first is the one it is given. */
export const NAME_ENDINGS = {
  pdf: ['pdf'],
  jpeg: ['jpg', 'jpeg'],
  png: ['png'],
  tiff: ['tif', 'tiff'],
} as const satisfies Record<AttachmentKind, readonly string[]>;

/** Whether browsers show this kind. A TIFF is kept as it is and opened with another program. */
export function isShownByBrowsers(kind: AttachmentKind): boolean {
  switch (kind) {
    case 'pdf':
    case 'jpeg':
    case 'png':
      return true;
    case 'tiff':
      return false;
    default:
      return unreachable(kind);
  }
}

const SIGNATURES: readonly (readonly [AttachmentKind, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
];

/** What telephones call their photographs: ISO base media files of these brands. */
const PHONE_BRANDS: readonly string[] = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/**
 * The kind of a file by its first `KIND_BYTES` bytes (AT1). `phone-photo`: a HEIC photograph, which is not taken but
 * has a sentence of its own; `undefined`: anything else.
 */
export function recogniseKind(head: Uint8Array): AttachmentKind | 'phone-photo' | undefined {
  const found = SIGNATURES.find(([, signature]) => signature.every((byte, index) => head[index] === byte));
  if (found !== undefined) return found[0];
  if (textAt(head, 4) === 'ftyp' && PHONE_BRANDS.includes(textAt(head, 8))) return 'phone-photo';
  return undefined;
}

function textAt(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}
