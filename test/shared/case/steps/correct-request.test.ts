import { describe, expect, it } from 'vitest';
import { requestFieldsOf } from '#shared/case/request/request-fields.ts';
import type { CorrectRequest, FieldCorrection } from '#shared/case/steps/correct-request.ts';
import { Story } from '../case-story.ts';

/** A correction of one field whose author saw what stands there. */
function correcting(story: Story, field: string, value: FieldCorrection['value']): CorrectRequest {
  const base = requestFieldsOf(story.state.request).get(field) ?? null;
  return { kind: 'correct-request', changes: [{ field, base, value }], reason: 'Kļūda ierakstā' };
}

const standing = ({ state }: Story, field: string) => requestFieldsOf(state.request).get(field);

describe('correcting what was registered', () => {
  it('[CL84] changes one field and keeps what it was', () => {
    const story = new Story();
    const before = standing(story, '/applicant/familyName');
    const [event] = story.do(
      correcting(story, '/applicant/familyName', 'Paraudziņa-Testa'),
      'provider-counter',
    );
    expect(standing(story, '/applicant/familyName')).toBe('Paraudziņa-Testa');
    expect(event).toMatchObject({
      kind: 'request-corrected',
      changes: [{ field: '/applicant/familyName', before, value: 'Paraudziņa-Testa' }],
    });
    expect(story.state).toEqual(story.folded());
  });

  it('[CL84] leaves service and variant as they are, and knows no other field', () => {
    const story = new Story();
    for (const field of ['/service', '/values/variant', '/applicant/kind', '/values/nav-tada', '/channel']) {
      expect(story.refusal(correcting(story, field, 'cits'))).toMatchObject({
        code: 'details-not-valid',
        issues: [{ code: 'unknown-choice' }],
      });
    }
  });

  it('[CL85] reads what is typed as strictly as a registration', () => {
    const story = new Story();
    const refusal = story.refusal(correcting(story, '/applicant/familyName', ''));
    expect(refusal).toMatchObject({
      code: 'request-not-valid',
      issues: [{ pointer: '/applicant/familyName' }],
    });
    story.do(correcting(story, '/common/phone', '26123456'), 'provider-counter');
    expect(standing(story, '/common/phone')).toBe('+37126123456');
  });

  it('[CL86] asks for a reason where a person depends on it, and corrects no answer behind a decision', () => {
    const story = new Story();
    const { changes } = correcting(story, '/applicant/givenName', 'Cita');
    const refusal = story.refusal({ kind: 'correct-request', changes });
    expect(refusal).toMatchObject({
      code: 'details-not-valid',
      issues: [{ pointer: '/reason', code: 'required' }],
    });
    story.do({ kind: 'correct-request', changes: correcting(story, '/need', 'Citiem vārdiem').changes });
    story.to('to-be-informed');
    const [answer] = [...requestFieldsOf(story.state.request)].filter(
      ([field]) => field.startsWith('/values/') && field !== '/values/variant',
    );
    const [field = '', value = null] = answer ?? [];
    const changed = typeof value === 'boolean' ? !value : `${String(value)}1`;
    expect(story.refusal(correcting(story, field, changed))).toEqual({ code: 'decided-already' });
    story.do(correcting(story, '/applicant/givenName', 'Cita'));
  });

  it('[CL87] refuses what changes nothing, and keeps who gave a field its value', () => {
    const story = new Story();
    const given = standing(story, '/applicant/givenName') ?? null;
    expect(story.refusal(correcting(story, '/applicant/givenName', given))).toEqual({
      code: 'nothing-changed',
    });
    story.do(correcting(story, '/applicant/givenName', 'Cita'), {
      role: 'provider-counter',
      by: 'synthetic-anna',
    });
    expect(story.state.corrected?.['/applicant/givenName']).toMatchObject({ by: 'synthetic-anna' });
  });

  it('[CF4] lets the later of two values stand for contact, and says whose was before', () => {
    const story = new Story();
    const mine = correcting(story, '/common/phone', '26111111');
    story.do(correcting(story, '/common/phone', '26222222'), {
      role: 'provider-counter',
      by: 'synthetic-anna',
    });
    const [event] = story.do(mine, { role: 'provider-counter', by: 'synthetic-janis' });
    expect(standing(story, '/common/phone')).toBe('+37126111111');
    expect(event).toMatchObject({
      changes: [{ before: '+37126222222', value: '+37126111111', overtook: { by: 'synthetic-anna' } }],
    });
  });

  it('[CF3] [CF5] takes the same value, and leaves another one of who asks to a person', () => {
    const story = new Story();
    const same = correcting(story, '/applicant/givenName', 'Zane');
    const other = correcting(story, '/applicant/givenName', 'Dace');
    story.do(correcting(story, '/applicant/givenName', 'Zane'));
    story.do(same);
    expect(story.refusal(other)).toEqual({ code: 'changed-meanwhile' });
  });
});

describe('a choice about a parked operation', () => {
  const choice = {
    operation: '00000000-0000-4000-8000-0000000000aa',
    what: 'correct-request',
    of: 'synthetic-anna',
  };

  it('[CL88] is an event that changes nothing by itself', () => {
    const story = new Story();
    const before = story.state;
    const command = {
      kind: 'resolve-conflict',
      ...choice,
      choice: { take: 'theirs' },
      reason: 'Pārbaudīts pasē',
    };
    const events = story.do(command as never, 'provider-counter');
    expect(events).toMatchObject([
      { kind: 'conflict-resolved', of: 'synthetic-anna', took: 'theirs', reason: 'Pārbaudīts pasē' },
    ]);
    expect(requestFieldsOf(story.state.request)).toEqual(requestFieldsOf(before.request));
    expect([story.state.status, story.state.nextStep]).toEqual([before.status, before.nextStep]);
  });

  it('[CL88] [CF9] writes what was chosen of each field', () => {
    const story = new Story();
    const base = standing(story, '/applicant/givenName') ?? null;
    const changes = [{ field: '/applicant/givenName', base, value: 'Izvēlēta' }];
    const command = { kind: 'resolve-conflict', ...choice, choice: { take: 'each', changes } };
    const events = story.do(command as never, 'provider-counter');
    expect(events.map(({ kind }) => kind)).toEqual(['request-corrected', 'conflict-resolved']);
    expect(standing(story, '/applicant/givenName')).toBe('Izvēlēta');
    const stale = { ...command, choice: { take: 'each', changes: [{ ...changes[0], value: 'Vēl cita' }] } };
    expect(story.refusal(stale as never)).toEqual({ code: 'changed-meanwhile' });
  });
});
