import { makeWireCodec } from '#test/support/electron-standin/page/wire-codec.ts';

/** Main's side of the codec that the injected scripts use. */
export const mainCodec = makeWireCodec({
  encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')), // a copy: small Buffers share one memory
});
