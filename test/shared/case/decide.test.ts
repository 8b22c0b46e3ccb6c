import { describe, expect, it } from 'vitest';
import { CaseEvent } from '#shared/case/case-event.ts';
import { decide } from '#shared/case/decide.ts';
import { foldCase } from '#shared/case/evolve.ts';
import { allowedCommands } from '#shared/case/lifecycle.ts';
import { parseRequest } from '#shared/case/request/parse-request.ts';
import { decisionTimeOf } from '#shared/catalogue/find-service.ts';
import { Digest } from '#shared/kernel/identifier.ts';
import { dueOf } from '#shared/service-level/due.ts';
import { demoCatalogue } from '#test/shared/catalogue/demo-catalogue.ts';
import { at } from '#test/shared/service-level/demo-files.ts';
import { servicesAndVariants } from '#test/support/request-generator.ts';
import {
  catalogue,
  catalogueJson,
  contextOf,
  decideAnew,
  draftOf,
  office,
  originOf,
  RECEIVED_AT,
  RECEIVED_ON,
} from './demo-case.ts';

const register = (draft = draftOf()) => ({ kind: 'register-request', request: draft }) as const;

/** The one event of an accepted registration. */
function registered(draft = draftOf(), context = contextOf()) {
  const decided = decideAnew(register(draft), context);
  const event = decided.ok ? decided.value[0] : expect.fail(JSON.stringify(decided.problem));
  if (event?.kind !== 'registered') expect.fail('no registration');
  return event;
}

describe('registering a request', () => {
  it('[CL7] is one event with everything that it went by', () => {
    const context = contextOf();
    const decided = decideAnew(register(), context);
    const parsed = parseRequest(draftOf(), { catalogue, receivedOn: RECEIVED_ON });
    expect(decided).toEqual({
      ok: true,
      value: [
        {
          kind: 'registered',
          origin: context.origin,
          reference: 'SMI-7K2-000142-6',
          catalogue: 'a'.repeat(64),
          calendar: 'b'.repeat(64),
          request: parsed.ok && parsed.value.request,
          missing: [],
          deadline: expect.objectContaining({ kind: 'running', startedAt: RECEIVED_AT }),
          classification: expect.objectContaining({ priority: 'ordinary' }),
        },
      ],
    });
    expect(CaseEvent.parse(JSON.parse(JSON.stringify(registered())))).toEqual(registered());
  });

  it('[CL7] is refused with every issue of the request, and without a number', () => {
    const bad = draftOf({}, { channel: 'pigeon', values: {} });
    const refusal = decideAnew(register(bad));
    expect(refusal).toMatchObject({ ok: false, problem: { code: 'request-not-valid' } });
    const parsed = parseRequest(bad, { catalogue, receivedOn: RECEIVED_ON });
    expect(!refusal.ok && 'issues' in refusal.problem && refusal.problem.issues).toEqual(
      !parsed.ok && parsed.problem,
    );
    expect(decideAnew(register(), contextOf({ reference: undefined }))).toEqual({
      ok: false,
      problem: { code: 'request-not-valid', issues: [{ pointer: '/reference', code: 'required' }] },
    });
  });

  it('[CL7] goes by the local date of receipt, not by that of Greenwich', () => {
    // 00:30 on 10 October in Latvia is still the 9th in Greenwich; the move of that day is not in the future.
    const moved = draftOf({}, {});
    const draft = { ...moved, values: { ...moved.values, moveDate: '10.10.2026' } };
    const lateEvening = contextOf({ origin: originOf({ at: at('2026-10-09', '23:59') }) });
    const afterMidnight = contextOf({ origin: originOf({ at: at('2026-10-10', '00:30') }) });
    expect(afterMidnight.origin.at).toMatch(/^2026-10-09T/);
    expect(decideAnew(register(draft), lateEvening)).toMatchObject({
      problem: { issues: [{ pointer: '/values/moveDate', code: 'date-in-future' }] },
    });
    expect(decideAnew(register(draft), afterMidnight).ok).toBe(true);
  });

  it('[CL8] is refused where the office does not offer the service', () => {
    const elsewhere = contextOf({ office: { ...office, services: ['gmi-pabalsts'] } });
    expect(decideAnew(register(), elsewhere)).toEqual({
      ok: false,
      problem: { code: 'service-not-given-here' },
    });
  });

  it('[CL8] [RG16] goes by former identifiers too, and not for what is retired', () => {
    const id = 'dzivesvietas-deklaresana';
    const change = (more: object) =>
      demoCatalogue((document) => {
        Object.assign(document.services[0], { supersededIds: ['deklaresana-vecais'], ...more });
      });
    const renamed = { hash: contextOf().catalogue.hash, value: change({}) };
    const named = contextOf({ catalogue: renamed, office: { ...office, services: ['deklaresana-vecais'] } });
    expect(registered(draftOf({}, { service: 'deklaresana-vecais' }), named).request.service).toBe(id);
    expect(registered(draftOf(), named).request.service).toBe(id);

    const retired = { ...renamed, value: change({ retired: true }) };
    expect(decideAnew(register(), contextOf({ catalogue: retired }))).toEqual({
      ok: false,
      problem: { code: 'service-not-given-here' },
    });
  });

  it.each(
    servicesAndVariants(catalogueJson).map(
      (wish) => [`${wish.service} ${wish.variant ?? ''}`, wish] as const,
    ),
  )('[CL9] %s: the clock starts when its time says', (_name, wish) => {
    const service = catalogue.services.find(({ id }) => id === wish.service) ?? expect.fail('no service');
    const rule = decisionTimeOf(service, wish.variant);
    const due = dueOf(rule, RECEIVED_AT, contextOf().calendar.office);
    const running = { kind: 'running', startedAt: RECEIVED_AT, due };
    expect(registered(draftOf(wish)).deadline).toEqual(running);

    const incomplete = registered(draftOf(wish, { evidence: {} }));
    const waits = incomplete.missing.length > 0 && rule.startsAt === 'complete-request';
    expect(incomplete.deadline).toEqual(waits ? { kind: 'waits-for-complete-request' } : running);
  });

  it('[CL9] both starts are in the demonstration', () => {
    const kinds = servicesAndVariants(catalogueJson).map(
      (wish) => registered(draftOf(wish, { evidence: {} })).deadline.kind,
    );
    expect(new Set(kinds)).toEqual(new Set(['running', 'waits-for-complete-request']));
  });
});

describe('classifying', () => {
  it('[CL14] is done by the program with the registration, by the catalogue', () => {
    for (const wish of servicesAndVariants(catalogueJson)) {
      const service = catalogue.services.find(({ id }) => id === wish.service) ?? expect.fail('no service');
      const [lifeEvent, ...further] = service.lifeEvents;
      expect(registered(draftOf(wish)).classification).toEqual({
        subject: service.thematicArea,
        priority: 'ordinary',
        lifeEvent: further.length > 0 ? null : lifeEvent,
        requestType: wish.service === 'e-pakalpojumu-konsultacija' ? 'consultation' : 'service',
      });
    }
  });
});

describe('asking for what is not allowed', () => {
  const state = foldCase([registered()]);

  it('[CL3] tells why and what would be allowed', () => {
    expect(decide(state, register(), contextOf())).toEqual({
      ok: false,
      problem: { code: 'not-in-this-status', allowed: allowedCommands('registered', 'provider-counter') },
    });
    expect(decideAnew({ kind: 'add-note', text: 'x' })).toEqual({
      ok: false,
      problem: { code: 'not-in-this-status', allowed: ['register-request'] },
    });
    const manager = contextOf({ origin: originOf({ role: 'service-manager' }) });
    expect(decideAnew(register(), manager)).toEqual({
      ok: false,
      problem: { code: 'not-in-this-role', allowed: [] },
    });
  });

  it('[CL3] before the request is looked at', () => {
    const partner = contextOf({ origin: originOf({ role: 'partner' }) });
    expect(decideAnew(register(draftOf({}, { service: 'nothing' })), partner)).toMatchObject({
      problem: { code: 'not-in-this-role' },
    });
  });

  it('[CL5] by another version of the catalogue than the case’s own', () => {
    const newer = { ...contextOf().catalogue, hash: Digest.parse('c'.repeat(64)) };
    expect(decide(state, { kind: 'add-note', text: 'x' }, contextOf({ catalogue: newer }))).toEqual({
      ok: false,
      problem: { code: 'other-catalogue-version' },
    });
  });
});

describe('deciding', () => {
  it('[CL68] changes none of its arguments and gives the same again', () => {
    const context = deepFreeze(contextOf());
    const command = deepFreeze(register());
    const first = decideAnew(command, context);
    expect(first.ok).toBe(true);
    expect(decideAnew(command, context)).toEqual(first);
    const state = deepFreeze(foldCase(first.ok ? first.value : []));
    expect(decide(state, { kind: 'add-note', text: 'x' }, context).ok).toBe(true);
  });
});

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
