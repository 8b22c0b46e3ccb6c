import type { z } from 'zod';
import { ExchangeFailure } from '#renderer/sync/exchange-failure.ts';
import type { Line } from '#renderer/sync/sync-ledger.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { CentreKeys, type DeviceKeyRequest } from '#shared/protocol/operation-file.ts';

const FILE = 'centre-keys.json';

type SideFiles = Pick<JournalPort, 'findSideFile' | 'replaceSideFile'>;

/** The centre's public keys as they lie beside the journal; undefined until the centre was reached once. */
export async function findCentreKeys(files: SideFiles): Promise<CentreKeys | undefined> {
  const text = await files.findSideFile(FILE);
  return text === undefined ? undefined : CentreKeys.parse(JSON.parse(text));
}

/** Learns the centre's public keys and tells it this device's (EX11). */
export class ExchangeKeys {
  readonly #files: SideFiles;
  readonly #readDeviceKey: () => Promise<string>;
  #isDone = false;

  constructor(files: SideFiles, readDeviceKey: () => Promise<string>) {
    this.#files = files;
    this.#readDeviceKey = readDeviceKey;
  }

  /** Once a start is enough: a centre that was restored and has forgotten the key is told again by the next one. */
  async exchange(line: Line): Promise<void> {
    if (this.#isDone) return;
    const keys = CentreKeys.safeParse(await line.getJson('/api/sync/centre-keys'));
    if (!keys.success) throw new ExchangeFailure('not-the-centre');
    const told: z.input<typeof DeviceKeyRequest> = { publicKey: await this.#readDeviceKey() };
    await line.postJson('/api/devices/key', told);
    const known = await findCentreKeys(this.#files);
    const isSame = known?.sealing === keys.data.sealing && known.signing === keys.data.signing;
    if (!isSame) await this.#files.replaceSideFile(FILE, JSON.stringify(keys.data));
    this.#isDone = true;
  }
}
