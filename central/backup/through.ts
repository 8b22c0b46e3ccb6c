import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What comes out of `transform` when `source` goes in. What the source throws is thrown on. */
export async function* through(
  source: AsyncIterable<Buffer>,
  transform: Transform,
): AsyncGenerator<Buffer, void> {
  const pumping = pipeline(Readable.from(source, { objectMode: false }), transform);
  // Told once more by the iteration below, which it ends.
  pumping.catch(() => undefined);
  yield* transform as AsyncIterable<Buffer>;
  await pumping;
}
