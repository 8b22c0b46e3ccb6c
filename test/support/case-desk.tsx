import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { expect } from 'vitest';
import catalogueJson from '#central/demo/catalogue.json' with { type: 'json' };
import officesJson from '#central/demo/offices.json' with { type: 'json' };
import { AppProvider, useApp } from '#renderer/context/app-context.tsx';
import type { CaseDetail, CounterStatus, ReferenceData, Session } from '#renderer/counter/counter-api.ts';
import type { RemoteCounter } from '#renderer/counter/watchable.ts';
import { CaseAtHandContext } from '#renderer/features/case/case-at-hand.ts';
import { useSavedCase } from '#renderer/features/registration/use-saved-case.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { Settings } from '#shared/bridge/settings.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { decide } from '#shared/case/decide.ts';
import { foldCase } from '#shared/case/evolve.ts';
import type { StaffRole } from '#shared/case/staff-role.ts';
import { findStep } from '#shared/case/step-context.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import { Catalogue } from '#shared/catalogue/public-service.ts';
import { Digest, type OperationId, PersonId } from '#shared/kernel/identifier.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { officeCalendarOf } from '#shared/service-level/office-calendar.ts';
import { OfficesFile } from '#shared/service-level/offices-file.ts';
import { renderScreen } from './render-screen.tsx';
import { caseId, originOf, SAMPLE_CLERK, sampleReference } from './sample-cases.ts';

const OFFICE = originOf(1).office;
const CALENDAR = { firstYear: 2025, lastYear: 2035, days: [] };
const catalogue = Catalogue.parse(catalogueJson);
const offices = OfficesFile.parse(officesJson);
const scope = { kind: 'office', office: OFFICE } as const;

const REFERENCE: ReferenceData = {
  versions: {
    catalogue: Digest.parse('ca'.repeat(32)),
    calendar: Digest.parse('ce'.repeat(32)),
    offices: Digest.parse('0f'.repeat(32)),
    roster: Digest.parse('05'.repeat(32)),
  },
  catalogue,
  calendar: CALENDAR,
  offices,
  roster: {
    people: [
      { id: SAMPLE_CLERK, name: 'Anna Paraudziņa', roles: [{ role: 'provider-counter', scope }] },
      {
        id: PersonId.parse('synthetic-manager'),
        name: 'Vadītāja Paraudziņa',
        roles: [{ role: 'service-manager', scope }],
      },
    ],
  },
  history: [],
};

let desks = 0;

/**
 * A counter with one case and no worker, journal or network: what is given is decided by the rules, kept in memory and
 * shown as saved on this computer.
 */
export class CaseDesk {
  /** What the forms gave, in order. */
  readonly given: CaseCommand[] = [];
  // What is typed and not saved is kept by case, so every desk has another one.
  readonly caseId = caseId(++desks);
  #events: readonly CaseEvent[];
  readonly #listeners = new Set<(detail: CaseDetail) => void>();

  constructor(events: readonly CaseEvent[]) {
    this.#events = events;
  }

  /** The case as it stands. */
  detail(): CaseDetail {
    const shown = foldCase(this.#events) ?? expect.fail('no case');
    return {
      row: { shown, sync: 'saved-here', confirmed: null } as CaseDetail['row'],
      events: this.#events.map((event) => ({ event, isProvisional: true })),
      operations: [],
      setAside: [],
    };
  }

  /** The service that the case asks for. */
  service() {
    const { service } = this.detail().row.shown.request;
    return findService(catalogue, service) ?? expect.fail('no service');
  }

  /** A step of that service, as the catalogue describes it. */
  stepOf(id: string) {
    return findStep(this.service(), id) ?? expect.fail('no step');
  }

  /** The counter as the window holds it. */
  counter(role: StaffRole): RemoteCounter {
    return {
      watchStatus: async () => () => undefined,
      readReference: async () => REFERENCE,
      watchCase: async (_: unknown, listener: (detail: CaseDetail) => void) => {
        this.#listeners.add(listener);
        listener(this.detail());
        return () => this.#listeners.delete(listener);
      },
      act: async ({ opId, command }: { opId: OperationId; command: CaseCommand }) => {
        this.given.push(command);
        const office = offices.offices.find(({ id }) => id === OFFICE) ?? expect.fail('no office');
        const decided = decide(this.detail().row.shown, command, {
          origin: { ...originOf(1), opId, at: instantOf(Date.now()), role },
          reference: undefined,
          catalogue: { hash: REFERENCE.versions.catalogue, value: catalogue },
          calendar: { hash: REFERENCE.versions.calendar, office: officeCalendarOf(CALENDAR, false) },
          office,
        });
        if (!decided.ok) {
          return 'issues' in decided.problem
            ? { outcome: 'invalid', issues: decided.problem.issues }
            : { outcome: 'refused', code: decided.problem.code };
        }
        this.#events = [...this.#events, ...decided.value];
        for (const listener of this.#listeners) listener(this.detail());
        return { outcome: 'saved', caseId: this.caseId, reference: sampleReference(1), editedSince: false };
      },
    } as unknown as RemoteCounter;
  }
}

const OFFLINE = {
  journal: { kind: 'open', reserve: 'kept', damagedPlaces: 0 },
  device: { office: OFFICE },
  store: 'ready',
  sync: { answeredAt: null, failing: { name: 'unreachable' }, asideCount: 0 },
  outbox: { unsent: 1, oldestUnsentAt: null },
  pulledAt: null,
  clockOffsetMilliseconds: 0,
  guarantee: 'full',
} as unknown as CounterStatus;

/** Shows a part of a screen at a desk without a network, with its case at hand. */
export async function renderAtDesk(
  desk: CaseDesk,
  part: ReactNode,
  options: { readonly role?: StaffRole; readonly mail?: 'connected' | 'not-connected' } = {},
): Promise<() => void> {
  const { role = 'provider-counter', mail } = options;
  const person = {
    id: SAMPLE_CLERK,
    login: 'anna',
    name: 'Anna Paraudziņa',
    grants: [{ right: role, scope }],
  };
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  if (mail !== undefined) queries.setQueryData(['centre', 'health'], { mail });
  return await renderScreen(
    <QueryClientProvider client={queries}>
      <AppProvider
        bridge={{} as Bridge<MessagePort>}
        platform={{ kind: 'desktop', version: '1' }}
        centreOrigin="http://127.0.0.1:1"
        counter={desk.counter(role)}
        firstStatus={OFFLINE}
        firstSession={{ person, token: null } as Session}
        firstSettings={{ settings: Settings.parse({}), setAside: null }}
      >
        <AtHand desk={desk}>{part}</AtHand>
      </AppProvider>
    </QueryClientProvider>,
  );
}

function AtHand(props: { readonly desk: CaseDesk; readonly children: ReactNode }): ReactNode {
  const { counter } = useApp();
  const { caseId: id } = props.desk;
  const [detail, setDetail] = useState<CaseDetail>(() => props.desk.detail());
  useEffect(() => {
    void counter.watchCase(id, setDetail as never);
  }, [counter, id]);
  const atHand = useSavedCase(id, detail);
  return (
    atHand !== undefined && (
      <CaseAtHandContext value={{ ...atHand, hasKeys: true, onSaved: () => undefined }}>
        {props.children}
      </CaseAtHandContext>
    )
  );
}
