import { ExchangeFailure } from '#renderer/sync/exchange-failure.ts';
import type { Line } from '#renderer/sync/sync-ledger.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { CentreKeys } from '#shared/protocol/operation-file.ts';

const FILE = 'centre-keys.json';

type SideFiles = Pick<JournalPort, 'findSideFile' | 'replaceSideFile'>;

/** The centre's public keys as they lie beside the journal; undefined until the centre was reached once. */
export async function findCentreKeys(files: SideFiles): Promise<CentreKeys | undefined> {
  const text = await files.findSideFile(FILE);
  return text === undefined ? undefined : CentreKeys.parse(JSON.parse(text));
}

/** Learns the centre's public keys (EX11). */
export class ExchangeKeys {
  readonly #files: SideFiles;
  #isDone = false;

  constructor(files: SideFiles) {
    this.#files = files;
  }

  /** Once a start is enough. */
  async exchange(line: Line): Promise<void> {
    if (this.#isDone) return;
    const keys = CentreKeys.safeParse(await line.getJson('/api/sync/centre-keys'));
    if (!keys.success) throw new ExchangeFailure('not-the-centre');
    const known = await findCentreKeys(this.#files);
    const isSame = known?.sealing === keys.data.sealing && known.signing === keys.data.signing;
    if (!isSame) await this.#files.replaceSideFile(FILE, JSON.stringify(keys.data));
    this.#isDone = true;
  }
}
