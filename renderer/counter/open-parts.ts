import type { CounterStore } from '#renderer/store/counter-store.ts';
import { JournalProjector } from '#renderer/store/journal-projector.ts';
import { ReferenceShelf } from '#renderer/store/reference-shelf.ts';
import type { CallsOf } from '#shared/bridge/port-calls.ts';
import { journalOver } from '#shared/journal/journal-calls.ts';
import type { JournalPort } from '#shared/journal/journal-port.ts';
import { shelfOver } from '#shared/journal/shelf-calls.ts';
import type { KEYED_STORAGE_CALLS, KeyCalls } from '#shared/keys/key-calls.ts';
import { AttachmentTraffic } from './attachment-traffic.ts';
import { Attachments } from './attachments.ts';
import type { CounterStatus, Session } from './counter-api.ts';
import type { CounterPorts } from './counter-ports.ts';
import type { DeviceTime } from './device-time.ts';
import { ExchangeKeys } from './exchange-keys.ts';
import { findCaseFiles } from './find-case-files.ts';
import { Forms } from './forms.ts';
import { SatisfactionBox } from './satisfaction-box.ts';
import type { Device } from './side-files.ts';
import { StorageWatch } from './storage-watch.ts';
import { StoreUpkeep } from './store-upkeep.ts';
import { StoreWatch } from './store-watch.ts';

/** What the parts need of the counter that they are parts of. */
interface Surroundings {
  readonly calls: CallsOf<typeof KEYED_STORAGE_CALLS>;
  readonly store: CounterStore;
  readonly time: DeviceTime;
  readonly findDevice: () => Device | undefined;
  readonly findSession: () => Session | null;
  readonly onStatus: (facts: Partial<CounterStatus>) => void;
}

/** Everything that exists once the journal is open. */
export interface OpenParts {
  readonly keys: KeyCalls;
  readonly journal: JournalPort;
  readonly projector: JournalProjector;
  readonly shelf: ReferenceShelf;
  readonly upkeep: StoreUpkeep;
  readonly forms: Forms;
  readonly box: SatisfactionBox;
  readonly attachments: Attachments;
  readonly traffic: AttachmentTraffic;
  readonly storage: StorageWatch;
  readonly exchangeKeys: ExchangeKeys;
}

/** Puts together what works on an open journal. */
export function assembleParts(ports: CounterPorts, around: Surroundings): OpenParts {
  const { calls, store, time, findDevice, findSession, onStatus } = around;
  const journal = journalOver(calls);
  const shelf = new ReferenceShelf(journal);
  const { rows, timers, onDefect } = ports;
  const projector = new JournalProjector(journal, store, shelf, onDefect);
  const watch = new StoreWatch(store, ports, (facts) => onStatus(facts));
  const onState = (store: CounterStatus['store']): void => {
    onStatus({ store });
    watch.follow(store);
  };
  const upkeep = new StoreUpkeep({ projector, rows, timers, onState, onDefect });
  const attachments = new Attachments({
    ...ports,
    shelf: shelfOver(calls),
    journal,
    findCaseFiles: (caseId) =>
      findCaseFiles(
        {
          http: ports.http,
          findCase: (id) => store.findCase(id),
          deviceToken: findDevice()?.deviceToken,
          sessionToken: findSession()?.token,
        },
        caseId,
      ),
  });
  const forms = new Forms(journal, time);
  const traffic = new AttachmentTraffic(attachments, ports);
  const box = new SatisfactionBox(journal);
  const storage = new StorageWatch({ ...ports, journal, onStatus });
  const exchangeKeys = new ExchangeKeys(journal);
  const all = { keys: calls, journal, shelf, projector, upkeep, forms, box, attachments, traffic, storage };
  return { ...all, exchangeKeys };
}
