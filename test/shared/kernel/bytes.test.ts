import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBytesOfHex, toHex } from '#shared/kernel/hex.ts';
import { decodeUtf8, encodeUtf8 } from '#shared/kernel/utf8.ts';

describe('bytes', () => {
  it('[JR1] in hexadecimal and back are the same', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
        expect(findBytesOfHex(toHex(bytes))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it.each(['0', 'abc', 'AB', '0g', ' 00', '0x'])('[JR1] %j is not hexadecimal', (text) => {
    expect(findBytesOfHex(text)).toBeUndefined();
  });

  it('[JR1] of a text in UTF-8 and back are the same, a byte order mark included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeUtf8(encodeUtf8(text))).toBe(text);
        expect([...encodeUtf8(text)]).toEqual([...Buffer.from(text, 'utf8')]);
      }),
    );
    expect(decodeUtf8(encodeUtf8('\uFEFFā'))).toBe('\uFEFFā');
  });

  it('[JR1] that are not UTF-8 are an error', () => {
    expect(() => decodeUtf8(new Uint8Array([0xc3]))).toThrow(TypeError);
    expect(() => decodeUtf8(new Uint8Array([0xed, 0xa0, 0x80]))).toThrow(TypeError);
  });
});
