import type { Random } from '#shared/kernel/ports.ts';
import type { Cryptography, SealingKey } from './cryptography.ts';

/** The secret that everything on a device is sealed with. It leaves the place that holds it only wrapped. */
export interface DataKeySecret {
  /** From 1 on; 0 says of a record that it is plain. */
  readonly id: number;
  /** 32 bytes. */
  readonly secret: Uint8Array<ArrayBuffer>;
}

/** What the counter's worker gets of the data key: enough for rows, and nothing for journal or files. */
export interface RowSecret {
  readonly id: number;
  readonly sealing: Uint8Array<ArrayBuffer>;
  readonly codes: Uint8Array<ArrayBuffer>;
}

/** An opened data key: a key of its own for each use, so that what is learned of one says nothing of another. */
export interface DataKey {
  readonly id: number;
  readonly records: SealingKey;
  readonly files: SealingKey;
  readonly rows: RowSecret;
}

/** A new data key. Its id is random, so that those of two devices, or of two lives of one, are told apart. */
export function makeDataKeySecret(random: Random): DataKeySecret {
  const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4);
  return { id: ((a << 24) | (b << 16) | (c << 8) | d) >>> 0 || 1, secret: random.bytes(32) };
}

export async function openDataKey(
  { id, secret }: DataKeySecret,
  cryptography: Cryptography,
): Promise<DataKey> {
  const derive = (use: string) => cryptography.derive(secret, `klatiene ${use} 1`);
  return {
    id,
    records: await cryptography.importSealingKey(await derive('records')),
    files: await cryptography.importSealingKey(await derive('files')),
    rows: { id, sealing: await derive('rows'), codes: await derive('codes') },
  };
}
