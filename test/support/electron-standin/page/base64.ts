/** Bytes as base64 text and back. Main and pages each have their own quick way. */
export interface Base64 {
  encode(bytes: Uint8Array): string;
  /** The bytes lie alone in a buffer of exactly their length. */
  decode(text: string): Uint8Array<ArrayBuffer>;
}

/** The way of a page. Injected into pages as text, so it uses nothing from outside its body. */
export function makePageBase64(): Base64 {
  // Chromium has these methods since version 140; the compiler's library of this project does not know them yet.
  interface EncodingBytes extends Uint8Array {
    toBase64(): string;
  }
  interface DecodingConstructor {
    fromBase64(text: string): Uint8Array<ArrayBuffer>;
  }
  return {
    encode: (bytes) => (bytes as EncodingBytes).toBase64(),
    decode: (text) => (Uint8Array as unknown as DecodingConstructor).fromBase64(text),
  };
}
