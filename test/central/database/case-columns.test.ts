import { describe, expect, it } from 'vitest';
import { caseColumns } from '#central/database/case-columns.ts';
import { deadlineInstant } from '#shared/service-level/due.ts';
import { Story } from '#test/shared/case/case-story.ts';
import { on } from '#test/shared/service-level/demo-files.ts';

describe('the row of a case', () => {
  it('[CL6] [CL11] has the stage of its waiting, and a due date only while its clock runs', () => {
    const story = new Story();
    const { deadline } = story.state;
    const due = deadline.kind === 'running' ? deadlineInstant(deadline.due) : expect.fail('no due date');
    expect(caseColumns(story.state)).toMatchObject({
      status: 'registered',
      stage: 'processing',
      due_at: due,
      closed_at: null,
    });
    story.do({ kind: 'ask-applicant', question: 'Kurš?', evidence: [], until: on('2026-10-30') });
    expect(caseColumns(story.state)).toMatchObject({ stage: 'processing', due_at: null, closed_at: null });
    story.do({ kind: 'record-answer', answer: 'Šis' });
    expect(caseColumns(story.state).due_at).toBe(due);
    story.to('ready-for-collection');
    expect(caseColumns(story.state)).toMatchObject({ stage: 'provision', due_at: null, closed_at: null });
    story.do({ kind: 'ask-applicant', question: 'Izņemt', evidence: [], until: on('2026-10-30') });
    expect(caseColumns(story.state)).toMatchObject({ status: 'waiting-for-applicant', stage: 'provision' });
  });

  it('[CL55] [CL66] has the time of its closing until it is reopened', () => {
    const story = new Story().to('closed');
    expect(caseColumns(story.state).closed_at).toBe(story.events.at(-1)?.origin.at);
    story.do({ kind: 'reopen-case', reason: 'Sūdzība' });
    expect(caseColumns(story.state)).toMatchObject({ closed_at: null, status: 'registered' });
    story.do({ kind: 'void-case', reason: 'Kļūda' });
    expect(caseColumns(story.state).closed_at).toBe(story.events.at(-1)?.origin.at);
  });
});
