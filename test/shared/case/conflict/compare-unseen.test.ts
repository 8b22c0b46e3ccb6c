import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '#shared/case/case-command.ts';
import type { CaseEvent } from '#shared/case/case-event.ts';
import { caseFieldsOf } from '#shared/case/conflict/case-fields.ts';
import { compareUnseen } from '#shared/case/conflict/compare-unseen.ts';
import { FIELD_GROUPS, groupOf, needsPerson } from '#shared/case/conflict/field-group.ts';
import { decide } from '#shared/case/decide.ts';
import { foldCase } from '#shared/case/evolve.ts';
import { correctableFields } from '#shared/case/request/correctable-fields.ts';
import { requestFieldsOf } from '#shared/case/request/request-fields.ts';
import { PersonId, ReplicaId } from '#shared/kernel/identifier.ts';
import { findingsOf, Story } from '../case-story.ts';
import { catalogue, contextOf, operationOf, originOf } from '../demo-case.ts';

const HERE = ReplicaId.parse('aaaaaaaa-0000-4000-8000-000000000001');
const THERE = ReplicaId.parse('bbbbbbbb-0000-4000-8000-000000000002');

/** A correction of one field by what a story shows of it. */
function correcting(story: Story, field: string, value: string): CaseCommand {
  const base = requestFieldsOf(story.state.request).get(field) ?? null;
  return { kind: 'correct-request', changes: [{ field, base, value }], reason: 'Kļūda' };
}

const contextAt = (replica: ReplicaId, index: number, by = 'synthetic-anna') =>
  contextOf({
    origin: originOf({ opId: operationOf(index), replica, by: PersonId.parse(by), role: 'service-manager' }),
  });

/** The events that a command makes of what a story has. */
function eventsOf(events: readonly CaseEvent[], command: CaseCommand, replica: ReplicaId, index: number) {
  const decided = decide(foldCase(events), command, contextAt(replica, index));
  if (!decided.ok) expect.fail(JSON.stringify(decided.problem));
  return decided.value;
}

/** What an operation made here on the first events meets when another one from there came first. */
function meet(story: Story, theirs: CaseCommand, mine: CaseCommand) {
  const seen = story.events;
  const course = [...seen, ...eventsOf(seen, theirs, THERE, 701)].map((event, index) => ({
    version: index + 1,
    event,
  }));
  return compareUnseen({ course, confirmedVersion: seen.length }, mine, contextAt(HERE, 702));
}

const CONFORMS = {
  kind: 'assess-conformity',
  findings: findingsOf(['complete', 'signed', 'within-competence']),
} as const;
const ASKS = { kind: 'ask-applicant', question: 'Kurā dienā?', evidence: [], until: '2026-11-20' } as never;

describe('what two people made of one case', () => {
  it('[CF1] has a group for every field of a case, whatever the case', () => {
    const story = new Story().to('being-fulfilled');
    for (const field of caseFieldsOf(story.state).keys()) {
      expect(Object.keys(FIELD_GROUPS)).toContain(groupOf(field));
    }
    const fields = correctableFields(story.state.request, story.service, catalogue);
    expect(fields.filter((field) => groupOf(field) === 'status')).toEqual([]);
    expect(groupOf('/representative/documentNumber')).toBe('document');
  });

  it('[CF2] is nothing to compare where the author had seen everything, the own changes included', () => {
    const story = new Story();
    const own = [...story.events, ...eventsOf(story.events, CONFORMS, HERE, 700)];
    const course = own.map((event, index) => ({ version: index + 1, event }));
    const unseen = { course, confirmedVersion: story.events.length };
    expect(compareUnseen(unseen, { kind: 'add-note', text: 'x' }, contextAt(HERE, 702))).toBeUndefined();
    expect(compareUnseen(unseen, { kind: 'add-note', text: 'x' }, contextAt(THERE, 702))).toBeDefined();
  });

  it('[CF3] [CF4] merges different fields, the same value, and contact', () => {
    const story = new Story();
    const given = correcting(story, '/applicant/givenName', 'Zane');
    expect(meet(story, correcting(story, '/applicant/familyName', 'Testa'), given)?.ground).toBeUndefined();
    expect(meet(story, given, given)?.ground).toBeUndefined();
    const phone = meet(
      story,
      correcting(story, '/common/phone', '26222222'),
      correcting(story, '/common/phone', '26111111'),
    );
    expect(phone?.ground).toBeUndefined();
    expect(phone?.conflict.others).toMatchObject([
      {
        field: '/common/phone',
        mine: '+37126111111',
        theirs: '+37126222222',
        theirsBy: { by: 'synthetic-anna' },
      },
    ]);
    expect(meet(story, ASKS, { kind: 'add-note', text: 'Piezīme' })?.ground).toBeUndefined();
  });

  it('[CF5] [CF7] leaves two values of who asks to a person, with base, mine, theirs and who', () => {
    const story = new Story();
    const before = requestFieldsOf(story.state.request).get('/applicant/givenName');
    const met = meet(
      story,
      correcting(story, '/applicant/givenName', 'Dace'),
      correcting(story, '/applicant/givenName', 'Zane'),
    );
    expect(met?.ground).toBe('changed-meanwhile');
    expect(met?.conflict).toMatchObject({
      version: story.events.length + 1,
      fields: [
        {
          field: '/applicant/givenName',
          base: before,
          mine: 'Zane',
          theirs: 'Dace',
          theirsBy: { by: 'synthetic-anna', office: originOf().office, counter: 'SMI-1' },
        },
      ],
      others: [],
    });
  });

  it('[CF5] leaves a change of status to a person when the status was another', () => {
    const story = new Story();
    const met = meet(story, ASKS, CONFORMS);
    expect(met?.ground).toBe('changed-meanwhile');
    const status = met?.conflict.fields.find(({ field }) => field === '/status');
    expect(status).toMatchObject({
      base: 'registered',
      mine: 'being-assessed',
      theirs: 'waiting-for-applicant',
    });
    expect(meet(story, CONFORMS, CONFORMS)?.ground).toBeUndefined();
  });

  it('[CF6] leaves what a decision rests on to a person, and lets contact and notes go', () => {
    const story = new Story().to('to-be-decided');
    const decides = { kind: 'take-decision', decision: { decision: 'provide' } } as CaseCommand;
    const met = meet(story, decides, correcting(story, '/applicant/givenName', 'Zane'));
    expect(met?.ground).toBe('decided-meanwhile');
    expect(met?.conflict.fields.map(({ field }) => field)).toEqual(['/decision', '/applicant/givenName']);
    expect(meet(story, decides, correcting(story, '/common/phone', '26111111'))?.ground).toBeUndefined();
    expect(meet(story, decides, { kind: 'add-note', text: 'x' })?.ground).toBeUndefined();
  });

  it('[CF3] [CF4] independent corrections make the same case in whatever order they arrive', () => {
    const story = new Story();
    const fields = [
      ['/applicant/givenName', 'Zane'],
      ['/applicant/familyName', 'Testa'],
      ['/common/phone', '26111111'],
      ['/need', 'Citiem vārdiem'],
    ] as const;
    const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 2 });
    fc.assert(
      fc.property(order, (places) => {
        const inOrder = (list: readonly number[]) => {
          const events = [...story.events];
          for (const place of list) {
            const [field, value] = fields[place] ?? ['/need', ''];
            const course = events.map((event, index) => ({ version: index + 1, event }));
            const context = contextAt(
              ReplicaId.parse(`cccccccc-0000-4000-8000-00000000000${place}`),
              710 + place,
            );
            const command = correcting(story, field, value);
            expect(
              compareUnseen({ course, confirmedVersion: story.events.length }, command, context)?.ground,
            ).toBeUndefined();
            const decided = decide(foldCase(events), command, context);
            if (decided.ok) events.push(...decided.value);
          }
          return requestFieldsOf((foldCase(events) ?? expect.fail('no case')).request);
        };
        expect(inOrder(places)).toEqual(inOrder(places.toSorted()));
      }),
      { numRuns: 60 },
    );
  });

  it('[CF5] the counter and the centre answer the same: what compares as different is refused on top, and the other way', () => {
    const story = new Story();
    const fields = correctableFields(story.state.request, story.service, catalogue).filter(
      (field) =>
        typeof requestFieldsOf(story.state.request).get(field) === 'string' &&
        /Name$|need$|phone$|email$/.test(field),
    );
    expect(fields.length).toBeGreaterThan(2);
    const names = fc.constantFrom('Zane', 'Dace');
    let parked = 0;
    fc.assert(
      fc.property(fc.constantFrom(...fields), names, names, (field, one, other) => {
        const typed = (text: string) =>
          field.endsWith('phone')
            ? text === 'Zane'
              ? '26111111'
              : '26222222'
            : field.endsWith('email')
              ? `${text}@example.org`
              : text;
        const [theirs, mine] = [correcting(story, field, typed(one)), correcting(story, field, typed(other))];
        const ground = meet(story, theirs, mine)?.ground;
        const after = [...story.events, ...eventsOf(story.events, theirs, THERE, 701)];
        const decided = decide(foldCase(after), mine, contextAt(HERE, 702));
        expect(ground === 'changed-meanwhile').toBe(!decided.ok);
        if (!decided.ok) parked += 1;
        expect(ground === 'changed-meanwhile').toBe(needsPerson(field) && one !== other);
      }),
      { numRuns: 80 },
    );
    expect(parked).toBeGreaterThan(3);
  });
});
