import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import officesJson from '#central/demo/offices.json' with { type: 'json' };
import { makeRouter } from '#renderer/app/router.tsx';
import { AppProvider } from '#renderer/context/app-context.tsx';
import type { CounterStatus, ReferenceData, Session } from '#renderer/counter/counter-api.ts';
import { NOTHING_YET } from '#renderer/counter/counter-status.ts';
import type { RemoteCounter } from '#renderer/counter/watchable.ts';
import type { OutboxPage } from '#renderer/store/outbox-line.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { Settings } from '#shared/bridge/settings.ts';
import { Digest, ReplicaId } from '#shared/kernel/identifier.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { StationCode } from '#shared/kernel/reference.ts';
import { OfficeId } from '#shared/service-level/office.ts';
import { OfficesFile } from '#shared/service-level/offices-file.ts';
import { renderScreen } from './render-screen.tsx';
import { SAMPLE_CLERK } from './sample-cases.ts';

const office = OfficeId.parse('smiltene');
const digest = (of: string): Digest => Digest.parse(of.repeat(32));

const REFERENCE: ReferenceData = {
  versions: { catalogue: digest('ca'), calendar: digest('ce'), offices: digest('0f'), roster: digest('05') },
  catalogue: { services: [] } as unknown as ReferenceData['catalogue'],
  calendar: { firstYear: 2025, lastYear: 2035, days: [] },
  offices: OfficesFile.parse(officesJson),
  roster: { people: [] },
  history: [],
};

/** A counter that keeps what it is given and was answered just now. */
export function workingCounter(): CounterStatus {
  return {
    ...NOTHING_YET,
    journal: { kind: 'open', reserve: 'kept', damagedPlaces: 0 },
    device: {
      replica: ReplicaId.parse('00000000-0000-4000-8000-000000000001'),
      office,
      officeCode: 'SMI',
      counter: null,
      station: StationCode.parse('7K2'),
      enrolledAt: instantOf(Date.UTC(2026, 9, 1)),
    },
    store: 'ready',
    sync: { answeredAt: instantOf(Date.now()), failing: null, asideCount: 0 },
    outbox: { unsent: 0, oldestUnsentAt: null, needsAttention: 0 },
    clockOffsetMilliseconds: 0,
    guarantee: 'reduced',
    isPersisted: true,
  };
}

/** A whole window over a counter that does what the test says. */
export class AppWindow {
  /** How often somebody had it sent now. */
  sent = 0;
  status: CounterStatus;
  page: OutboxPage | null;
  readonly #listeners = new Set<(status: CounterStatus) => void>();
  readonly #pages = new Set<(page: OutboxPage | null) => void>();
  readonly #calls: Partial<Record<keyof RemoteCounter, unknown>>;

  constructor(
    status: CounterStatus,
    page: OutboxPage | null,
    calls: Partial<Record<keyof RemoteCounter, unknown>> = {},
  ) {
    this.status = status;
    this.page = page;
    this.#calls = calls;
  }

  /** The counter tells something else. */
  tell(status: Partial<CounterStatus>, page: OutboxPage | null = this.page): void {
    this.status = { ...this.status, ...status };
    this.page = page;
    for (const listener of this.#listeners) listener(this.status);
    for (const listener of this.#pages) listener(this.page);
  }

  async open(address: string): Promise<void> {
    const person = {
      id: SAMPLE_CLERK,
      login: 'anna',
      name: 'Anna Paraudziņa',
      grants: [{ right: 'provider-counter', scope: { kind: 'office', office } }],
    };
    const counter = {
      watchStatus: async (listener: (status: CounterStatus) => void) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      readReference: async () => REFERENCE,
      watchOutbox: async (_query: unknown, listener: (page: OutboxPage | null) => void) => {
        this.#pages.add(listener);
        listener(this.page);
        return () => this.#pages.delete(listener);
      },
      describeForSupport: async () => '{}',
      syncNow: async () => {
        this.sent += 1;
      },
      ...this.#calls,
    } as unknown as RemoteCounter;
    await renderScreen(
      <QueryClientProvider client={new QueryClient()}>
        <AppProvider
          bridge={{} as Bridge<MessagePort>}
          platform={{ kind: 'browser', version: '1' }}
          centreOrigin="http://127.0.0.1:1"
          counter={counter}
          firstStatus={this.status}
          firstSession={{ person, token: null } as Session}
          firstSettings={{ settings: Settings.parse({}), setAside: null }}
        >
          <RouterProvider router={makeRouter(createMemoryHistory({ initialEntries: [address] }))} />
        </AppProvider>
      </QueryClientProvider>,
    );
  }
}
