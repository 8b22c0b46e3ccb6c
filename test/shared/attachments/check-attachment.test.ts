import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AttachmentKind,
  isShownByBrowsers,
  KIND_BYTES,
  MEDIA_TYPES,
  recogniseKind,
} from '#shared/attachments/attachment-kind.ts';
import { ATTACHMENT_LIMITS } from '#shared/attachments/attachment-limits.ts';
import { checkAttachment, checkContent } from '#shared/attachments/check-attachment.ts';
import { SAMPLE_HEADS } from '#test/support/sample-files.ts';

const bytesOf = (name: keyof typeof SAMPLE_HEADS): Uint8Array => Uint8Array.from(SAMPLE_HEADS[name]);
const EMPTY = { usedBytes: 0, freeBytes: undefined };
const PDF = bytesOf('pdf');

describe('the kind of a file', () => {
  it.each<[keyof typeof SAMPLE_HEADS, AttachmentKind | 'phone-photo' | undefined]>([
    ['pdf', 'pdf'],
    ['jpeg', 'jpeg'],
    ['png', 'png'],
    ['tiff', 'tiff'],
    ['motorolaTiff', 'tiff'],
    ['heic', 'phone-photo'],
    ['video', undefined],
    ['zip', undefined],
    ['program', undefined],
  ])('[AT1] %s is recognised as %s by its leading bytes', (name, kind) => {
    expect(recogniseKind(bytesOf(name).subarray(0, KIND_BYTES))).toBe(kind);
  });

  it('[AT1] is told by nothing shorter or shifted', () => {
    expect(recogniseKind(PDF.subarray(0, 4))).toBeUndefined();
    expect(recogniseKind(Uint8Array.from([0x20, ...PDF]))).toBeUndefined();
    expect(recogniseKind(new Uint8Array())).toBeUndefined();
  });

  it('[AT1] is refused with a code of its own for a photograph of a telephone', () => {
    expect(checkContent(bytesOf('heic'), 100)).toEqual({ ok: false, problem: 'phone-photo' });
    expect(checkContent(bytesOf('zip'), 100)).toEqual({ ok: false, problem: 'kind-not-accepted' });
  });

  it('[AT1] says its media type, and whether a browser shows it', () => {
    const kinds = Object.keys(MEDIA_TYPES) as AttachmentKind[];
    expect(kinds.filter((kind) => !isShownByBrowsers(kind))).toEqual(['tiff']);
    expect(new Set(Object.values(MEDIA_TYPES)).size).toBe(kinds.length);
  });
});

describe('the room for a file', () => {
  const { bytes, bytesADevice, freeBytes } = ATTACHMENT_LIMITS;

  it.each<[string, number, { usedBytes: number; freeBytes: number | undefined }, string | undefined]>([
    ['nothing in it', 0, EMPTY, 'file-empty'],
    ['one byte', 1, EMPTY, undefined],
    ['exactly 20 MB', bytes, EMPTY, undefined],
    ['a byte more', bytes + 1, EMPTY, 'file-too-large'],
    ['the last of 2 GB', 10, { usedBytes: bytesADevice - 10, freeBytes: undefined }, undefined],
    ['more than 2 GB', 11, { usedBytes: bytesADevice - 10, freeBytes: undefined }, 'device-full'],
    ['just enough disk', 10, { usedBytes: 0, freeBytes: freeBytes + 10 }, undefined],
    ['too little disk', 11, { usedBytes: 0, freeBytes: freeBytes + 10 }, 'disk-nearly-full'],
  ])('[AT3] %s', (_, length, room, code) => {
    const checked = checkAttachment(PDF, length, room);
    expect(checked).toEqual(code === undefined ? { ok: true, value: 'pdf' } : { ok: false, problem: code });
  });

  it('[AT3] never takes what would leave less than the reserve, or more than a device holds', () => {
    const amount = fc.nat(4 * 1024 ** 3);
    fc.assert(
      fc.property(fc.nat(2 * bytes), amount, amount, (length, usedBytes, free) => {
        if (!checkAttachment(PDF, length, { usedBytes, freeBytes: free }).ok) return;
        expect(length).toBeGreaterThan(0);
        expect(length).toBeLessThanOrEqual(bytes);
        expect(usedBytes + length).toBeLessThanOrEqual(bytesADevice);
        expect(free - length).toBeGreaterThanOrEqual(freeBytes);
      }),
    );
  });
});
