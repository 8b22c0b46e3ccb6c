import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consultationCourse } from '#shared/case/consultation.ts';
import { isRefusable } from '#shared/case/steps/typed-decision.ts';
import { addDays } from '#shared/kernel/plain-date.ts';
import { criteriaOf, findingsOf, refusing, toldDecision } from '#test/shared/case/case-story.ts';
import { personAt, WALKED_SERVICES, WalkedOffice } from '#test/support/catalogue-walk.ts';
import { openListeningCentre } from '#test/support/listening-centre.ts';

// Every special course of every service that allows it, through the counters' own journals and stores, over a real
// centre and PostgreSQL. What the screens make of it, test/e2e/case-course.spec.ts shows on a slice.
let centre: Awaited<ReturnType<typeof openListeningCentre>>;
const office = new WalkedOffice();

beforeAll(async () => {
  centre = await openListeningCentre();
});
beforeEach(() => office.open(centre.origin));
afterAll(async () => {
  office.end();
  await centre.close();
});

const named = WALKED_SERVICES.map((service) => [service.id, service] as const);

describe('without a network', () => {
  it('[RG21] [CL63] a consultation is registered and closed at the counter, and the centre takes both later', async () => {
    const { http } = office.deskOf('provider-counter');
    const offered = WALKED_SERVICES;
    const advice =
      offered.find(({ outcomes }) => outcomes.some(({ kind }) => kind === 'unmet')) ?? expect.fail();
    const [topic] = advice.fields.find(({ id }) => id === 'topic')?.options ?? [];
    if (topic === undefined) expect.fail('no topics');
    http.cut();
    const walked = await office.register(advice, { seed: 10, applicantKind: 'society', variant: 'info' });
    await walked.give('provider-counter', consultationCourse(advice, topic, walked.standing.today));
    expect(walked.state).toMatchObject({ status: 'closed', outcome: { kind: 'fulfilled' }, touches: 2 });
    http.mend();
    const { row } = await walked.asTheCentreHasIt();
    expect(row.shown.status).toBe('closed');
  });
});

describe('a request that is refused', () => {
  const refusable = named.filter(([, service]) => isRefusable(service));

  it('[CL25] is possible where the catalogue names reasons or an outcome for it', () => {
    expect(refusable.length).toBeGreaterThan(10);
  });

  it.each(refusable)('[CL25] [CL32] %s', async (_id, service) => {
    const walked = await office.register(service, { seed: 11 });
    await walked.to('justification');
    const [first = ''] = criteriaOf(service);
    const unmet = { isMet: false, note: 'Nav pierādīts', evidence: [] };
    const findings = findingsOf(criteriaOf(service), { [first]: unmet });
    await walked.give(walked.roleOf('justification'), { kind: 'assess-justification', findings });
    await walked.give(walked.roleOf('decide'), { kind: 'take-decision', decision: refusing(service) });
    await walked.to('inform');
    await walked.give(walked.roleOf('inform'), toldDecision(walked.standing));
    await walked.to('none');
    const { row, events } = await walked.asTheCentreHasIt();
    expect(row.shown).toMatchObject({ status: 'closed', outcome: { kind: 'refused' } });
    expect(events.map(({ event }) => event.kind)).not.toContain('result-recorded');
  });
});

describe('a request that waits for the applicant', () => {
  it.each(named)('[CL16] [CL18] [CL19] [CL20] %s', async (_id, service) => {
    const walked = await office.register(service, { seed: 12 });
    const asked = service.evidence.find(({ mode }) => mode !== 'register-check');
    const until = addDays(walked.standing.today, 5);
    await walked.give('provider-counter', {
      kind: 'ask-applicant',
      question: 'Kurš stāvs?',
      evidence: asked === undefined ? [] : [asked.id],
      until,
    });
    expect(walked.state).toMatchObject({ status: 'waiting-for-applicant', waiting: { until } });
    expect(walked.state.deadline.kind).toBe('paused');
    if (asked !== undefined) {
      const status =
        asked.mode === 'present-original'
          ? 'shown'
          : asked.mode === 'submit-electronic'
            ? 'received-electronically'
            : 'handed-in';
      await walked.give('provider-specialist', {
        kind: 'receive-evidence',
        evidence: { [asked.id]: { status } },
      });
      expect(walked.state.missing).toEqual([]);
    }
    await walked.give('provider-counter', { kind: 'record-answer', answer: 'Otrais' });
    expect(walked.state).toMatchObject({
      status: 'registered',
      waiting: null,
      deadline: { kind: 'running' },
    });
    await walked.to('none');
    const { row } = await walked.asTheCentreHasIt();
    expect(row.shown).toMatchObject({ status: 'closed', outcome: { kind: 'fulfilled' } });
    expect(row.shown.clock.pauses).toHaveLength(1);
  });
});

describe('a request that is escalated', () => {
  const toPartner = named.filter(([, service]) => service.providers.some(({ external }) => external));

  it('[CL57] goes to a partner where the service has one', () => {
    expect(toPartner.length).toBeGreaterThan(1);
  });

  it.each(toPartner)('[CL57] [CL58] to a partner: %s', async (_id, service) => {
    const walked = await office.register(service, { seed: 13 });
    await walked.to('decide');
    await walked.give('provider-counter', {
      kind: 'hand-over',
      to: { kind: 'partner', partner: 'Parauga partneris' },
      isEscalation: true,
      message: 'Vajag partnera lēmumu.',
    });
    expect(walked.state.handOver).toMatchObject({ isEscalation: true, to: { kind: 'partner' } });
    await walked.give('provider-specialist', { kind: 'accept-hand-over' });
    await walked.to('none');
    const { row, events } = await walked.asTheCentreHasIt();
    expect(row.shown).toMatchObject({ status: 'closed', outcome: { kind: 'fulfilled' } });
    expect(events.map(({ event }) => event.kind)).toContain('hand-over-accepted');
  });

  it.each(named)('[CL57] [CL58] to the manager of services: %s', async (_id, service) => {
    const walked = await office.register(service, { seed: 14 });
    await walked.to('decide');
    const to = { kind: 'person', person: personAt('service-manager'), role: 'service-manager' } as const;
    await walked.give('provider-counter', {
      kind: 'hand-over',
      to,
      isEscalation: true,
      message: 'Sarežģīti',
    });
    await walked.give('service-manager', { kind: 'accept-hand-over' });
    await walked.give('service-manager', { kind: 'take-decision', decision: { decision: 'provide' } });
    await walked.to('none');
    const { row } = await walked.asTheCentreHasIt();
    expect(row.shown).toMatchObject({ status: 'closed', outcome: { kind: 'fulfilled' } });
    expect(row.shown.decision?.decidedBy).toBe(personAt('service-manager'));
  });
});

describe('a request by a representative', () => {
  it.each(named)('[PA15] [CL44] %s', async (_id, service) => {
    const walked = await office.register(service, { seed: 15, byRepresentative: true });
    await walked.to('hand-out');
    await walked.give('provider-counter', {
      kind: 'hand-out-result',
      handedOut: { to: 'representative', channel: 'counter', on: walked.standing.today },
    });
    await walked.to('none');
    const { row } = await walked.asTheCentreHasIt();
    expect(row.shown).toMatchObject({
      status: 'closed',
      outcome: { kind: 'fulfilled' },
      result: { handedOut: { to: 'representative' } },
    });
    expect(row.shown.request.representative?.checkedBy).toBeDefined();
  });
});
