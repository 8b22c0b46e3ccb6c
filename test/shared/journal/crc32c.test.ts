import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32c } from '#shared/journal/crc32c.ts';
import { encodeUtf8 } from '#shared/kernel/utf8.ts';

/** Bit by bit, straight from the polynomial. */
function slowCrc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

describe('CRC-32C', () => {
  const counting = Uint8Array.from({ length: 32 }, (_, place) => place);

  // RFC 3720, appendix B.4, whose bytes stand in the order in which they are sent.
  it.each([
    ['32 bytes of zeros', new Uint8Array(32), 0x8a9136aa],
    ['32 bytes of ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ['32 bytes counting up', counting, 0x46dd794e],
    ['32 bytes counting down', counting.toReversed(), 0x113fdb5c],
    ['the check value of the catalogue of CRCs', encodeUtf8('123456789'), 0xe3069283],
    ['nothing', new Uint8Array(), 0],
  ])('[JR2] of %s', (_name, bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });

  it('[JR2] is that of the polynomial for any part of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), fc.nat(100), (bytes, a, b) => {
        const start = Math.min(a, b, bytes.length);
        const end = Math.min(Math.max(a, b), bytes.length);
        expect(crc32c(bytes, start, end)).toBe(slowCrc32c(bytes.subarray(start, end)));
      }),
    );
  });
});
