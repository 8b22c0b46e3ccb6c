import { expect } from 'vitest';
import type { CaseDetail } from '#renderer/counter/counter-api.ts';
import type { CaseCommand } from '#shared/case/case-command.ts';
import type { CaseState } from '#shared/case/case-state.ts';
import { RequestDraft } from '#shared/case/request/request-draft.ts';
import { rolesOfStep } from '#shared/case/step-context.ts';
import { findService } from '#shared/catalogue/find-service.ts';
import type { PublicService } from '#shared/catalogue/public-service.ts';
import { CaseId, OperationId, PersonId } from '#shared/kernel/identifier.ts';
import { localDateOf } from '#shared/kernel/local-time.ts';
import type { PlainDate } from '#shared/kernel/plain-date.ts';
import { CounterId } from '#shared/service-level/office.ts';
import { nextCommand, type Standing } from '#test/shared/case/case-story.ts';
import { demoCatalogue } from '#test/shared/catalogue/demo-catalogue.ts';
import { CounterWorld, SMILTENE_CHOICE, savedOf } from './counter-world.ts';
import { readDemoCatalogue } from './request-generator/catalogue-json.ts';
import { generateRequest, type RequestWish } from './request-generator.ts';

/** The three who sit at counters of one office, each at a computer of their own. */
const DESKS = {
  'provider-counter': { login: 'clerk', counter: 'SMI-1' },
  'provider-specialist': { login: 'provider', counter: 'SMI-2' },
  'service-manager': { login: 'service-manager', counter: null },
} as const;
export type DeskRole = keyof typeof DESKS;

const catalogue = demoCatalogue();
/** More steps than any course has. */
const MANY = 20;
const POLL = { timeout: 10_000, interval: 10 };

/** Whose person sits at a desk: the demonstration's accounts have their login as their identifier. */
export function personAt(role: DeskRole): PersonId {
  return PersonId.parse(DESKS[role].login);
}

/** The counters of one office over one real centre, and the cases that are walked through them. */
export class WalkedOffice {
  readonly #desks = new Map<DeskRole, CounterWorld>();

  /** Opens the three counters, once; `origin` is the centre's. */
  async open(origin: string): Promise<void> {
    if (this.#desks.size > 0) return;
    for (const role of Object.keys(DESKS) as DeskRole[]) {
      const { login, counter } = DESKS[role];
      const world = new CounterWorld(origin);
      await world.start();
      // Who manages services works at a counter that somebody else has set up.
      await world.signIn(counter === null ? 'admin' : login);
      const choice = { ...SMILTENE_CHOICE, counter: counter === null ? null : CounterId.parse(counter) };
      expect(await world.counter.enrol(choice)).toEqual({ outcome: 'enrolled' });
      expect(await world.signIn(login)).toMatchObject({ outcome: 'signed-in' });
      await world.exchanged();
      this.#desks.set(role, world);
    }
  }

  end(): void {
    for (const world of this.#desks.values()) {
      expect(world.defects).toEqual([]);
      world.end();
    }
  }

  deskOf(role: DeskRole): CounterWorld {
    return this.#desks.get(role) ?? expect.fail(role);
  }

  /** Registers a complete request for a service at the clerk's counter. */
  async register(service: PublicService, wish: Partial<RequestWish>): Promise<WalkedCase> {
    const walked = new WalkedCase(this, service);
    await walked.register(wish);
    return walked;
  }
}

/** One case on its way through counters and centre; whoever acts next first hears of what the others did. */
export class WalkedCase {
  readonly #office: WalkedOffice;
  readonly service: PublicService;
  readonly #id = OperationId.parse(crypto.randomUUID());
  #at: DeskRole = 'provider-counter';
  #state: CaseState | undefined;

  constructor(office: WalkedOffice, service: PublicService) {
    this.#office = office;
    this.service = service;
  }

  get state(): CaseState {
    return this.#state ?? expect.fail('not registered');
  }

  get standing(): Standing & { readonly today: PlainDate } {
    return { state: this.state, service: this.service, today: localDateOf(this.state.lastChangedAt) };
  }

  async register(wish: Partial<RequestWish>): Promise<void> {
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' });
    const variant = this.service.variants.find(({ retired }) => retired !== true)?.id;
    const draft = RequestDraft.parse(
      generateRequest(readDemoCatalogue(), {
        service: this.service.id,
        ...(variant === undefined ? {} : { variant }),
        seed: 1,
        receivedOn: today,
        asExpected: true,
        withAllEvidence: true,
        ...wish,
      }),
    );
    const { counter } = this.#office.deskOf(this.#at);
    savedOf(await counter.register({ opId: this.#id, salt: newSalt(), draft }));
    await this.#look();
  }

  /** Gives a command at the desk of a role. It has to be saved there. */
  async give(role: DeskRole, command: CaseCommand): Promise<void> {
    if (role !== this.#at) {
      await this.#office.deskOf(this.#at).exchanged();
      this.#at = role;
      await this.#office.deskOf(role).exchanged();
    }
    const { counter } = this.#office.deskOf(role);
    const opId = OperationId.parse(crypto.randomUUID());
    savedOf(await counter.act({ opId, salt: newSalt(), caseId: CaseId.parse(this.#id), command }));
    await this.#look();
  }

  /** Goes on as when all is in order, until the next step is `step`. Who does a step, the catalogue says. */
  async to(step: string): Promise<void> {
    for (let count = 0; this.state.nextStep !== step; count += 1) {
      if (count > MANY) expect.fail(`${step} was not reached, but ${this.state.nextStep}`);
      const { nextStep, handOver, responsible } = this.state;
      if (nextStep !== 'handover') {
        await this.give(this.roleOf(nextStep), nextCommand(this.standing));
        continue;
      }
      const to = this.roleOf('prepare');
      if (handOver === null) {
        const from = Object.hasOwn(DESKS, responsible.role)
          ? (responsible.role as DeskRole)
          : 'provider-counter';
        await this.give(from, {
          kind: 'hand-over',
          to: { kind: 'person', person: personAt(to), role: to },
          isEscalation: false,
          message: 'Lūdzu, sagatavot.',
        });
      } else await this.give(to, { kind: 'accept-hand-over' });
    }
  }

  /** At whose desk a step is done. What the catalogue gives to a partner or the recipient, the clerk records. */
  roleOf(step: string): DeskRole {
    const roles = rolesOfStep(this.service, step);
    const desks = Object.keys(DESKS) as DeskRole[];
    return desks.find((role) => roles.includes(role)) ?? expect.fail(step);
  }

  /** The case as the centre tells it to another counter than the one where it ended. */
  async asTheCentreHasIt(): Promise<CaseDetail> {
    await this.#office.deskOf(this.#at).exchanged();
    const own = await this.#detailAt(this.#at);
    expect(own?.row).toMatchObject({ sync: 'accepted', provisional: [] });
    const other = this.#at === 'service-manager' ? 'provider-counter' : 'service-manager';
    await this.#office.deskOf(other).exchanged();
    const detail = (await this.#detailAt(other)) ?? expect.fail('not at the other counter');
    expect(detail.row.shown).toEqual(this.state);
    return detail;
  }

  async #look(): Promise<void> {
    const before = this.#state?.lastOperation;
    await expect
      .poll(async () => {
        const detail = await this.#detailAt(this.#at);
        this.#state = detail?.row.shown;
        return this.#state?.lastOperation;
      }, POLL)
      .not.toSatisfy((last) => last === undefined || last === before);
  }

  #detailAt(role: DeskRole): Promise<CaseDetail | undefined> {
    const { counter } = this.#office.deskOf(role);
    return new Promise((resolve) => {
      const end = counter.watchCase(CaseId.parse(this.#id), (detail) => {
        resolve(detail);
        queueMicrotask(() => end());
      });
    });
  }
}

function newSalt(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

/** The services of the demonstration that are given anew. */
export const WALKED_SERVICES: readonly PublicService[] = catalogue.services.filter(
  ({ id, retired }) => retired !== true && findService(catalogue, id) !== undefined,
);
